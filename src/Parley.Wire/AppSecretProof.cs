using System.Security.Cryptography;
using System.Text;

namespace Parley.Wire;

/// <summary>
/// <c>appsecret_proof</c>: HMAC-SHA256 of the access token, keyed with the app secret, in lower-case hex.
/// </summary>
/// <remarks>Source: developers.facebook.com, Graph API "Secure API calls". Thread-safe.</remarks>
public static class AppSecretProof
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    /// <summary>The proof a client must send with a token.</summary>
    public static string Compute(string secret, string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Signature.HashSha256(secret, Encoding.UTF8.GetBytes(token), hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>
    /// Whether a proof is the right one. Takes the same time wherever it differs; upper-case hex is accepted.
    /// </summary>
    public static bool Verify(string secret, string token, string proof)
    {
        if (proof.Length != Digits) return false;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> right = stackalloc byte[SHA256.HashSizeInBytes];
        if (Convert.FromHexString(proof, given, out _, out _) is not System.Buffers.OperationStatus.Done) return false;
        Signature.HashSha256(secret, Encoding.UTF8.GetBytes(token), right);
        return CryptographicOperations.FixedTimeEquals(given, right);
    }
}
