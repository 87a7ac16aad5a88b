using System.Security.Cryptography;
using System.Text;
using Parley.Storage;

namespace Parley.Server.Ids;

/// <summary>The store's secret, split by purpose: whoever learns one key learns nothing of the others.</summary>
/// <param name="store">The opened store, which keeps the secret.</param>
internal sealed class KeyRing(IStore store)
{
    private const int KeyBytes = 32;

    /// <summary>The key of one purpose; the same store gives the same key for ever.</summary>
    /// <param name="purpose">What it is for, as <c>mid</c>.</param>
    public byte[] For(string purpose) => HKDF.Expand(
        HashAlgorithmName.SHA256, store.Key.ToArray(), KeyBytes, Encoding.UTF8.GetBytes("parley/" + purpose));
}
