using System.Buffers.Binary;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Ids;

/// <summary>
/// Decimal numbers of 18 digits for comments and posts, as the wire has them: clients keep these ids in 64 bits, so
/// there is no room for a person. A number says which row of the journal it means, or which of a page's own posts, and
/// 15 bits of keyed checksum over page, person and row; the row tells the rest.
/// </summary>
/// <remarks>
/// Number = 10^17 + (44 bits of place, 15 of checksum); the place is scrambled by the checksum. Whether a number that
/// was guessed means anything hangs on the row it leads to, never on these 15 bits alone.
/// </remarks>
internal sealed class PostNumbers : IDisposable
{
    private const long First = 100_000_000_000_000_000;
    private const int TagBits = 15;
    private const int PlaceBits = 44;
    private const int Kinds = 16;
    private const int SecondChannel = 8;
    private const long TagMask = (1L << TagBits) - 1;
    private const long PlaceMask = (1L << PlaceBits) - 1;

    private readonly Checksum rows;
    private readonly Checksum own;
    private readonly IJournal journal;

    public PostNumbers(KeyRing keys, IStore store)
    {
        (rows, own) = (new Checksum(keys.For("comment")), new Checksum(keys.For("post")));
        journal = store.Journal;
    }

    /// <summary>The number of a row: the same row gives the same number for ever.</summary>
    /// <exception cref="OverflowException">
    /// The journal has outgrown these numbers: 2^44 rows and shards multiplied.
    /// </exception>
    public long OfRow(int shard, ThreadKey thread, long seq)
    {
        var place = checked((seq * journal.Shards) + shard);
        if (place > PlaceMask) throw new OverflowException("The journal has more rows than comment ids can name.");
        return Sealed(rows, place, Tag(rows, thread.Page.Value, thread.Person.Value, place));
    }

    /// <summary>The row a number means, or null if it is forged or damaged.</summary>
    public StoredEvent? FindRow(long number)
    {
        if (!TryOpen(rows, number, out var place, out var tag)) return null;
        if (journal.Find((int)(place % journal.Shards), place / journal.Shards) is not { } row) return null;
        return Tag(rows, row.Thread.Page.Value, row.Thread.Person.Value, place) == tag ? row : null;
    }

    /// <summary>The number of one of a page's own posts.</summary>
    /// <param name="page">The page.</param>
    /// <param name="channel">Whether it stands on the Page or on its Instagram account.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="ordinal">Which of its kind, from 1.</param>
    public long OfPost(PageId page, Channel channel, CommentPlace kind, int ordinal)
    {
        var place = ((long)ordinal * Kinds) + KindOf(channel, kind);
        return Sealed(own, place, Tag(own, page.Value, 0, place));
    }

    /// <summary>Which of a page's own posts a number means, if any.</summary>
    public bool TryPost(PageId page, Channel channel, long number, out CommentPlace kind, out int ordinal)
    {
        (kind, ordinal) = (default, 0);
        if (!TryOpen(own, number, out var place, out var tag) || Tag(own, page.Value, 0, place) != tag) return false;
        var told = (int)(place % Kinds) - KindOf(channel, default);
        if (told is < 0 or >= SecondChannel || place / Kinds is 0 or > int.MaxValue) return false;
        (kind, ordinal) = ((CommentPlace)told, (int)(place / Kinds));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        own.Dispose();
    }

    private static int KindOf(Channel channel, CommentPlace kind) =>
        (channel is Channel.Instagram ? SecondChannel : 0) + (int)kind;

    private static long Sealed(Checksum key, long place, long tag) =>
        First + (((place ^ Mask(key, tag)) << TagBits) | tag);

    private static bool TryOpen(Checksum key, long number, out long place, out long tag)
    {
        (place, tag) = (0, 0);
        var inner = number - First;
        if (inner < 0 || inner >> TagBits > PlaceMask) return false;
        tag = inner & TagMask;
        place = (inner >> TagBits) ^ Mask(key, tag);
        return true;
    }

    private static long Tag(Checksum key, long page, long person, long place)
    {
        Span<byte> told = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(told, page);
        BinaryPrimitives.WriteInt64BigEndian(told[8..], person);
        BinaryPrimitives.WriteInt64BigEndian(told[16..], place);
        return Hash(key, told) & TagMask;
    }

    private static long Mask(Checksum key, long tag)
    {
        Span<byte> told = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(told, tag);
        return Hash(key, told) & PlaceMask;
    }

    private static long Hash(Checksum key, ReadOnlySpan<byte> told)
    {
        Span<byte> hash = stackalloc byte[Checksum.Bytes];
        key.Of(told, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
