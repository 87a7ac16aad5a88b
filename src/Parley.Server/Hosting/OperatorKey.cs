using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Hosting;

/// <summary>The lock on <c>/_parley</c>: with a key set, every call but the liveness probe must show it.</summary>
/// <param name="key">The key, or null for an open door (loopback only).</param>
internal sealed class OperatorKey(string? key)
{
    private const string Scheme = "Bearer ";

    // Hashes are compared, so that neither length nor content of the key leaks through time.
    private readonly byte[]? expected = key is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether a key is asked for at all.</summary>
    public bool IsAsked => expected is not null;

    /// <summary>Whether the request shows the key, or none is asked for.</summary>
    public bool Opens(HttpRequest request)
    {
        string? shown = request.Headers.Authorization;
        return Opens(shown is not null && shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? shown[Scheme.Length..]
            : null);
    }

    /// <summary>Whether a text is the key, or none is asked for.</summary>
    public bool Opens(string? shown)
    {
        if (expected is null) return true;
        if (shown is null) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(shown.Trim()), hash);
        return CryptographicOperations.FixedTimeEquals(hash, expected);
    }
}
