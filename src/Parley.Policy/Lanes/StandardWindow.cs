using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// The person starts the conversation; for 24 hours after their last opening act the page may send anything.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform policy overview (2021 list of user actions), Instagram
/// messaging overview. Sender actions other than mark_seen follow the same window, which is our reading.
/// </remarks>
/// <param name="OnMessenger">The acts that open it on Messenger in this edition.</param>
/// <param name="OnInstagram">The acts that open it on Instagram in this edition.</param>
/// <param name="Length">How long after the act it stays open.</param>
public sealed record StandardWindow(Openers OnMessenger, Openers OnInstagram, Duration Length) : Lane("standard")
{
    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        ref readonly var request = ref asked.Request;
        if (!request.Plain || request.Kind is SendKind.MarkSeen) return Verdict.Pass;
        return Since(in asked.Thread).Contains(asked.Now) ? Verdict.Allow : Verdict.Pass;
    }

    /// <inheritdoc/>
    public override LaneReport Report(in Case asked)
    {
        var (at, by) = LastOpened(in asked.Thread);
        return LaneReport.Of(Name, new Window(at, Length), by, asked.Now, []);
    }

    /// <inheritdoc/>
    public override Moment ClosesAt(in ThreadState thread) => Since(in thread).End;

    private Window Since(in ThreadState thread) => new(LastOpened(in thread).At, Length);

    private (Moment At, Openers By) LastOpened(in ThreadState thread) =>
        thread.Clocks.Latest(thread.Channel is Channel.Instagram ? OnInstagram : OnMessenger);
}
