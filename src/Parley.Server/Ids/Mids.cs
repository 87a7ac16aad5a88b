using Parley.Policy;
using Parley.Server.World;

namespace Parley.Server.Ids;

/// <summary>
/// Message ids that explain themselves: each carries its thread, the number of its row and a keyed checksum, in the
/// outer form of its channel. No table is needed to find the row, and nobody else can make one.
/// </summary>
/// <param name="keys">Where the checksum's key comes from.</param>
/// <param name="world">Which Instagram account belongs to which page.</param>
internal sealed class Mids(KeyRing keys, WorldDirectory world) : IDisposable
{
    private readonly Checksum checksum = new(keys.For("mid"));

    /// <summary>The id of a row: the same row gives the same id for ever.</summary>
    /// <param name="channel">The thread's channel, which decides the form.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="seq">The row's number, above zero.</param>
    public string For(Channel channel, ThreadKey thread, long seq) => channel is Channel.Instagram
        ? InstagramMid.Write(checksum, InstagramOf(thread.Page), thread, seq)
        : MessengerMid.Write(checksum, thread, seq);

    /// <summary>Reads an id made here; a forged, foreign or damaged one is not readable.</summary>
    /// <remarks>The row itself may not exist yet or hold no message: look.</remarks>
    public bool TryRead(string? mid, out ThreadKey thread, out long seq)
    {
        (thread, seq) = (default, 0);
        if (mid is null) return false;
        return mid.StartsWith(MessengerMid.Prefix, StringComparison.Ordinal)
            ? MessengerMid.TryRead(checksum, mid, out thread, out seq)
            : InstagramMid.TryRead(checksum, mid, PageOf, out thread, out seq);
    }

    /// <inheritdoc/>
    public void Dispose() => checksum.Dispose();

    // A page without an account of its own lends its id, so that no thread is ever without message ids.
    private long InstagramOf(PageId page) => world.Page(page)?.InstagramId ?? page.Value;

    private PageId PageOf(long instagram) =>
        world.PageOfInstagram(instagram) is { } page ? new PageId(page.Id) : new PageId(instagram);
}
