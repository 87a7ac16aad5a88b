using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// The person starts the conversation; for 24 hours after their last opening act the page may send anything.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform policy overview (2021 list of user actions), Instagram
/// messaging overview. Sender actions other than mark_seen follow the same window, which is our reading.
/// </remarks>
/// <param name="Counting">The acts that open it in this edition.</param>
/// <param name="Length">How long after the act it stays open.</param>
public sealed record StandardWindow(Openers Counting, Duration Length) : Lane("standard")
{
    private static readonly Verdict Outside = Verdict.Deny(Reason.OutsideWindow);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        ref readonly var request = ref asked.Request;
        if (request.Tagged || request.Kind is SendKind.MarkSeen || request.Type is MessagingType.Utility)
            return Verdict.Pass;
        return new Window(asked.Thread.Clocks.Latest(Counting).At, Length).Contains(asked.Now) ? Verdict.Allow : Outside;
    }

    /// <inheritdoc/>
    public override LaneReport Report(in Case asked)
    {
        var (at, by) = asked.Thread.Clocks.Latest(Counting);
        return LaneReport.Of(Name, new Window(at, Length), by, asked.Now, []);
    }
}
