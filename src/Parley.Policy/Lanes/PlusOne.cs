namespace Parley.Policy.Lanes;

/// <summary>
/// The old 24+1: after the window one further untagged message may go out; every opening act grants it anew.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform policy overview of 2018; ended on 2020-03-04. Without an upper
/// limit in time, which is our reading. Sender actions and sends to a <c>user_ref</c> do not spend it.
/// </remarks>
/// <param name="Standard">The window it follows.</param>
public sealed record PlusOne(StandardWindow Standard) : Lane(LaneName, LaneRole.Timed)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "plus_one";

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request is { Kind: SendKind.Message, Address: Address.Person }
        && !Standard.IsOpen(in asked)
        && Left(in asked)
            ? Verdict.Allow
            : Verdict.Pass;

    /// <inheritdoc/>
    public override LaneReport Report(in Case asked)
    {
        var opened = Standard.LastOpened(in asked);
        if (!Left(in asked)) return LaneReport.Shut(Name, new Why.NothingPromised(), []);
        if (Standard.IsOpen(in asked))
        {
            var after = new Window(opened, Standard.Length).End.Plus(1);
            return LaneReport.Shut(Name, new Why.Waits(after), []) with { OpensAt = after };
        }

        return LaneReport.Endless(Name, new Why.Promised(opened), []) with { Since = opened };
    }

    private bool Left(in Case asked)
    {
        var opened = Standard.LastOpened(in asked);
        return opened.Happened && !(asked.Thread.PlusOneSpent > opened);
    }
}
