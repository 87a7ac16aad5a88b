using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>
/// Base64 of <c>ig_dm_item:1:IGMessageID:{account}:{thread number}:{item number}</c> with the platform's letters for
/// what a URL cannot hold: Z as ZA, + as ZB, / as ZC, = as ZD. The person, the row and a checksum of 84 bits are inside
/// the two numbers.
/// </summary>
/// <remarks>
/// Thread number = 2^128 - 2^96 + (36 bits of checksum, 60 of person); item number = 3 * 10^34 + (48 bits of checksum,
/// 64 of row). Both have the length of the platform's own, 39 and 35 digits; person and row are scrambled by the
/// checksum.
/// </remarks>
internal static class InstagramMid
{
    private const string Opening = "ig_dm_item:1:IGMessageID:";
    private const int PersonBits = 60;
    private const int RowBits = 64;
    private const ulong PersonMask = (1UL << PersonBits) - 1;
    private const ulong ThreadTagMask = (1UL << 36) - 1;
    private const ulong ItemTagMask = (1UL << 48) - 1;
    private const int MostLetters = 400;

    private static readonly UInt128 ThreadBase = UInt128.MaxValue - (UInt128.One << 96) + 1;
    private static readonly UInt128 ItemBase =
        UInt128.Parse("30000000000000000000000000000000000", CultureInfo.InvariantCulture);

    public static string Write(Checksum checksum, long account, ThreadKey thread, long seq)
    {
        var (first, second) = Tag(checksum, account, thread, seq);
        var person = ((ulong)thread.Person.Value ^ Scramble(first, second)) & PersonMask;
        var row = (ulong)seq ^ Scramble(second, first);
        var threadNumber = ThreadBase + (((UInt128)first << PersonBits) | person);
        var itemNumber = ItemBase + (((UInt128)second << RowBits) | row);
        return Dress(string.Create(CultureInfo.InvariantCulture, $"{Opening}{account}:{threadNumber}:{itemNumber}"));
    }

    public static bool TryRead(
        Checksum checksum, string mid, Func<long, PageId> pageOf, out ThreadKey thread, out long seq)
    {
        (thread, seq) = (default, 0);
        if (mid.Length > MostLetters || Undress(mid) is not { } plain) return false;
        if (!TrySplit(plain, out var account, out var threadNumber, out var itemNumber)) return false;

        var first = (ulong)(threadNumber >> PersonBits);
        var second = (ulong)(itemNumber >> RowBits);
        var person = ((ulong)threadNumber ^ Scramble(first, second)) & PersonMask;
        var row = (long)((ulong)itemNumber ^ Scramble(second, first));
        var told = new ThreadKey(pageOf(account), new Psid((long)person));
        var (trueFirst, trueSecond) = Tag(checksum, account, told, row);

        // Compared without a branch between the halves, so that time tells nothing of how much was right.
        if (((first ^ trueFirst) | (second ^ trueSecond)) != 0) return false;
        (thread, seq) = (told, row);
        return Write(checksum, account, told, row) == mid;
    }

    private static bool TrySplit(string plain, out long account, out UInt128 threadNumber, out UInt128 itemNumber)
    {
        (account, threadNumber, itemNumber) = (0, 0, 0);
        if (!plain.StartsWith(Opening, StringComparison.Ordinal)) return false;
        var parts = plain[Opening.Length..].Split(':');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out account)
            || !UInt128.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out threadNumber)
            || !UInt128.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out itemNumber)
            || threadNumber < ThreadBase
            || itemNumber < ItemBase)
            return false;
        threadNumber -= ThreadBase;
        itemNumber -= ItemBase;
        return itemNumber >> RowBits <= ItemTagMask;
    }

    private static (ulong First, ulong Second) Tag(Checksum checksum, long account, ThreadKey thread, long seq)
    {
        Span<byte> told = stackalloc byte[34];
        "ig"u8.CopyTo(told);
        BinaryPrimitives.WriteInt64BigEndian(told[2..], account);
        BinaryPrimitives.WriteInt64BigEndian(told[10..], thread.Page.Value);
        BinaryPrimitives.WriteInt64BigEndian(told[18..], thread.Person.Value);
        BinaryPrimitives.WriteInt64BigEndian(told[26..], seq);
        Span<byte> tag = stackalloc byte[Checksum.Bytes];
        checksum.Of(told, tag);
        return (BinaryPrimitives.ReadUInt64BigEndian(tag) & ThreadTagMask,
            BinaryPrimitives.ReadUInt64BigEndian(tag[8..]) & ItemTagMask);
    }

    // Hides nothing, it only makes neighbours look unlike each other: the finaliser of SplitMix64.
    private static ulong Scramble(ulong one, ulong other)
    {
        var mixed = unchecked(one + (other * 0x9E3779B97F4A7C15));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return mixed ^ (mixed >> 31);
    }

    private static string Dress(string plain)
    {
        var text = new StringBuilder(180);
        foreach (var letter in Convert.ToBase64String(Encoding.ASCII.GetBytes(plain)))
        {
            _ = letter switch
            {
                'Z' => text.Append("ZA"),
                '+' => text.Append("ZB"),
                '/' => text.Append("ZC"),
                '=' => text.Append("ZD"),
                _ => text.Append(letter),
            };
        }

        return text.ToString();
    }

    private static string? Undress(string mid)
    {
        var text = new StringBuilder(mid.Length);
        for (var at = 0; at < mid.Length; at++)
        {
            if (mid[at] is not 'Z')
            {
                text.Append(mid[at]);
                continue;
            }

            if (++at == mid.Length || mid[at] is < 'A' or > 'D') return null;
            text.Append("Z+/="[mid[at] - 'A']);
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.ToString(), bytes, out var written)
            ? Encoding.ASCII.GetString(bytes, 0, written)
            : null;
    }
}
