using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// The person starts the conversation; for 24 hours after their last opening act the page may send anything.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform policy overview (lists of user actions of 2018, 2021 and 2023),
/// Instagram messaging overview. Sender actions other than mark_seen follow the same window, which is our reading.
/// </remarks>
/// <param name="Counting">The acts that open it in this edition, by channel and region.</param>
/// <param name="Length">How long after the act it stays open.</param>
public sealed record StandardWindow(CountingActs Counting, Duration Length) : Lane(LaneName, LaneRole.Timed)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "standard";

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.Kind is not SendKind.MarkSeen && IsOpen(in asked) ? Verdict.Allow : Verdict.Pass;

    /// <inheritdoc/>
    public override LaneReport Report(in Case asked)
    {
        var (at, by) = asked.Thread.Clocks.Latest(Counting.For(asked.Thread.Channel, asked.Region));
        return LaneReport.Of(Name, new Window(at, Length), by, asked.Now, []);
    }

    /// <inheritdoc/>
    public override Moment ClosesAt(in ThreadState thread) =>
        new Window(thread.Clocks.Latest(Counting.For(thread.Channel, thread.Place.PrivacyRegion)).At, Length).End;

    /// <summary>Whether it is open, whatever is asked.</summary>
    public bool IsOpen(in Case asked) => new Window(LastOpened(in asked), Length).Contains(asked.Now);

    /// <summary>When it was last opened.</summary>
    public Moment LastOpened(in Case asked) =>
        asked.Thread.Clocks.Latest(Counting.For(asked.Thread.Channel, asked.Region)).At;
}

/// <summary>Which acts open the standard window, by channel and by where the thread is.</summary>
/// <param name="OnMessenger">On Messenger.</param>
/// <param name="OnInstagram">On Instagram.</param>
/// <param name="NotInEurope">Those of Messenger whose webhook is switched off in Europe: the page cannot learn of
/// them.</param>
/// <param name="NotInJapan">Likewise in Japan.</param>
public readonly record struct CountingActs(
    Openers OnMessenger, Openers OnInstagram, Openers NotInEurope, Openers NotInJapan)
{
    /// <summary>The acts that count.</summary>
    public Openers For(Channel channel, Region region) => (channel, region) switch
    {
        (Channel.Instagram, _) => OnInstagram,
        (_, Region.Europe) => OnMessenger & ~NotInEurope,
        (_, Region.Japan) => OnMessenger & ~NotInJapan,
        _ => OnMessenger,
    };
}
