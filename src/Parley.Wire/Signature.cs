using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Wire;

/// <summary>
/// The signatures of a webhook: HMAC over the exact bytes of the body, keyed with the app secret, in lower-case hex.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform webhooks, "Validate payloads". Thread-safe.</remarks>
public static class Signature
{
    /// <summary>Longest app secret, in characters; the platform's own have 32.</summary>
    public const int MostSecretCharacters = 256;

    private const string Sha1Prefix = "sha1=";
    private const string Sha256Prefix = "sha256=";

    /// <summary>The value of <c>X-Hub-Signature</c>: <c>sha1=</c> and 40 digits.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The platform defines this header as SHA-1.")]
    public static string Sha1(string secret, ReadOnlySpan<byte> body)
    {
        Span<byte> key = stackalloc byte[KeySpace(secret)];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        HMACSHA1.HashData(key[..Encoding.UTF8.GetBytes(secret, key)], body, hash);
        return Written(Sha1Prefix, hash);
    }

    /// <summary>The value of <c>X-Hub-Signature-256</c>: <c>sha256=</c> and 64 digits.</summary>
    public static string Sha256(string secret, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashSha256(secret, body, hash);
        return Written(Sha256Prefix, hash);
    }

    internal static void HashSha256(string secret, ReadOnlySpan<byte> message, Span<byte> hash)
    {
        Span<byte> key = stackalloc byte[KeySpace(secret)];
        HMACSHA256.HashData(key[..Encoding.UTF8.GetBytes(secret, key)], message, hash);
    }

    /// <exception cref="ArgumentException">A secret longer than any app has.</exception>
    private static int KeySpace(string secret) => secret.Length <= MostSecretCharacters
        ? Encoding.UTF8.GetMaxByteCount(secret.Length)
        : throw new ArgumentException($"An app secret has at most {MostSecretCharacters} characters.", nameof(secret));

    private static string Written(string prefix, ReadOnlySpan<byte> hash)
    {
        Span<char> text = stackalloc char[Sha256Prefix.Length + 2 * SHA256.HashSizeInBytes];
        prefix.CopyTo(text);
        Convert.TryToHexStringLower(hash, text[prefix.Length..], out var written);
        return new string(text[..(prefix.Length + written)]);
    }
}
