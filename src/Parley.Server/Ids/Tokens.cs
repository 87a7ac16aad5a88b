using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Ids;

/// <summary>
/// Access tokens and secrets in the platform's outer form, derived from the store's key: opaque, and the same again
/// when the same app meets the same page.
/// </summary>
/// <param name="keys">Where the key comes from.</param>
internal sealed class Tokens(KeyRing keys)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int PageLetters = 150;
    private const int InstagramLetters = 140;
    private const int SecretBytes = 16;

    private readonly byte[] key = keys.For("token");

    /// <summary>A page access token, <c>EAA…</c>.</summary>
    public string Page(PageId page, long app) => "EAA" + Opaque($"page/{page}/{app}", PageLetters);

    /// <summary>A token of the Instagram-login host, <c>IG…</c>.</summary>
    public string Instagram(PageId page, long app) => "IGAA" + Opaque($"instagram/{page}/{app}", InstagramLetters);

    /// <summary>An app's own token: literally its id, a bar and its secret.</summary>
    public static string App(AppRecord app) => string.Create(CultureInfo.InvariantCulture, $"{app.Id}|{app.Secret}");

    /// <summary>A new app's secret: 32 hexadecimal digits in lower case.</summary>
    public string Secret(long app) => Convert.ToHexStringLower(Derive($"secret/{app}", SecretBytes));

    private string Opaque(FormattableString of, int length) => string.Create(
        length, Derive(of, length), static (text, bytes) =>
        {
            for (var at = 0; at < text.Length; at++) text[at] = Letters[bytes[at] % Letters.Length];
        });

    private byte[] Derive(FormattableString of, int bytes) => HKDF.Expand(
        HashAlgorithmName.SHA256, key, bytes, Encoding.UTF8.GetBytes(FormattableString.Invariant(of)));
}
