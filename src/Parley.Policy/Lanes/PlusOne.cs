using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// The old 24+1: after the window one further untagged message may go out; every opening act grants it anew.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform policy overview of 2018; ended on 2020-03-04. Without an upper
/// limit in time, which is our reading. Sender actions and sends to a <c>user_ref</c> do not spend it.
/// </remarks>
/// <param name="Standard">The window it follows.</param>
/// <param name="Life">How long after that window; null = without end.</param>
public sealed record PlusOne(StandardWindow Standard, Duration? Life) : Lane(LaneName, LaneRole.Timed)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "plus_one";

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request is { Kind: SendKind.Message, Address: Address.Person }
        && !Standard.IsOpen(in asked)
        && Left(in asked)
        && !IsOver(in asked)
            ? Verdict.Allow
            : Verdict.Pass;

    /// <inheritdoc/>
    public override LaneReport Report(in Case asked)
    {
        var opened = Standard.LastOpened(in asked);
        if (!Left(in asked) || IsOver(in asked)) return LaneReport.Shut(Name, new Why.NothingPromised(), []);
        if (Standard.IsOpen(in asked))
        {
            var after = new Window(opened, Standard.Length).End.Plus(1);
            return LaneReport.Shut(Name, new Why.Waits(after), []) with { OpensAt = after };
        }

        Moment? until = Life is null ? null : EndOf(opened);
        return LaneReport.Endless(Name, new Why.Promised(opened), []) with { Since = opened, Until = until };
    }

    /// <inheritdoc/>
    public override Moment ClosesAt(in ThreadState thread)
    {
        if (Life is not { } life) return Moment.Never;
        var window = Standard.ClosesAt(in thread);
        return window.Happened && !(thread.PlusOneSpent > window) ? new Window(window, life).End : Moment.Never;
    }

    private bool IsOver(in Case asked) => Life is not null && asked.Now > EndOf(Standard.LastOpened(in asked));

    private Moment EndOf(Moment opened) =>
        new Window(new Window(opened, Standard.Length).End, Life ?? Duration.Zero).End;

    private bool Left(in Case asked)
    {
        var opened = Standard.LastOpened(in asked);
        return opened.Happened && !(asked.Thread.PlusOneSpent > opened);
    }
}
