using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Wire.Webhooks;

/// <summary>
/// Both signatures of one app's webhooks, with the keys set up once: several times cheaper than <see cref="Signature"/>
/// for each body. Not thread-safe; keep one per sender.
/// </summary>
public sealed class BodySigner : IDisposable
{
    private const string Sha1Prefix = "sha1=";
    private const string Sha256Prefix = "sha256=";

    private readonly IncrementalHash sha1;
    private readonly IncrementalHash sha256;

    /// <summary>With an app's secret.</summary>
    [SuppressMessage(
        "Security",
        "CA5350",
        Justification = "The platform defines this header as SHA-1; many clients check no other.")]
    public BodySigner(string secret)
    {
        Secret = secret;
        var key = Encoding.UTF8.GetBytes(secret);
        sha1 = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
        sha256 = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
    }

    /// <summary>The secret it signs with.</summary>
    public string Secret { get; }

    /// <summary>The value of <c>X-Hub-Signature</c>: <c>sha1=</c> and 40 digits in lower case.</summary>
    public string Sha1(ReadOnlySpan<byte> body) => Sign(sha1, Sha1Prefix, body);

    /// <summary>The value of <c>X-Hub-Signature-256</c>: <c>sha256=</c> and 64 digits in lower case.</summary>
    public string Sha256(ReadOnlySpan<byte> body) => Sign(sha256, Sha256Prefix, body);

    /// <inheritdoc/>
    public void Dispose()
    {
        sha1.Dispose();
        sha256.Dispose();
    }

    private static string Sign(IncrementalHash hash, string prefix, ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.AppendData(body);
        var length = hash.GetHashAndReset(digest);
        Span<char> text = stackalloc char[Sha256Prefix.Length + 2 * SHA256.HashSizeInBytes];
        prefix.CopyTo(text);
        Convert.TryToHexStringLower(digest[..length], text[prefix.Length..], out var written);
        return new string(text[..(prefix.Length + written)]);
    }
}
