using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>
/// References of the checkbox plugin. A page sends to a reference without knowing who is behind it, so each has a
/// thread of its own, under a number made from the reference: 18 digits, the first 7 to 9, which no person minted here
/// has.
/// </summary>
/// <param name="keys">Where the key comes from.</param>
internal sealed class UserRefs(KeyRing keys) : IDisposable
{
    private const long First = 700_000_000_000_000_000;
    private const ulong Numbers = 300_000_000_000_000_000;
    private const int NewBytes = 15;

    private readonly Checksum threads = new(keys.For("user-ref"));
    private readonly Checksum names = new(keys.For("user-ref-name"));

    /// <summary>The thread of a reference on a page, whether it was ever used or not.</summary>
    public ThreadKey ThreadOf(PageId page, string reference)
    {
        Span<byte> hash = stackalloc byte[Checksum.Bytes];
        threads.Of(Encoding.UTF8.GetBytes($"{page}/{reference}"), hash);
        return new ThreadKey(page, new Psid(First + (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Numbers)));
    }

    /// <summary>A reference the site did not choose.</summary>
    /// <param name="page">The page.</param>
    /// <param name="person">Who ticks the checkbox.</param>
    /// <param name="turn">Tells it from the person's other ones.</param>
    public string Make(PageId page, long person, long turn)
    {
        Span<byte> hash = stackalloc byte[Checksum.Bytes];
        names.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{page}/{person}/{turn}")), hash);
        return Base64Url.EncodeToString(hash[..NewBytes]);
    }

    /// <summary>Whether a number lies where references have theirs: no person's, unless the world says so.</summary>
    public static bool Covers(Psid person) => person.Value >= First;

    /// <inheritdoc/>
    public void Dispose()
    {
        threads.Dispose();
        names.Dispose();
    }
}
