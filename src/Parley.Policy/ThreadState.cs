using System.Diagnostics;

namespace Parley.Policy;

/// <summary>
/// What the policy knows of one thread: small, flat, value-typed. Built only by <see cref="Evolve"/>.
/// </summary>
/// <remarks>
/// INVARIANT: order and duplication of received events change nothing, because every field is the later of two
/// moments. The one exception is named: what is said of a block, or of a mute, twice in the very same millisecond is
/// taken in the order it was learned. (A virtual clock that stands still makes such pairs.)
/// </remarks>
public readonly record struct ThreadState
{
    /// <summary>A thread in which nothing has happened: the person is unknown to the page.</summary>
    public static readonly ThreadState Empty = new()
    {
        Clocks = OpenerClocks.Silent,
        LastAct = Moment.Never,
        BlockChanged = Moment.Never,
        MuteChanged = Moment.Never,
        LastPageMessage = Moment.Never,
        LastEvent = Moment.Never,
    };

    /// <summary>The channel the thread lives on, set by its first event.</summary>
    public Channel Channel { get; init; }

    /// <summary>When each kind of opening act last happened.</summary>
    public OpenerClocks Clocks { get; init; }

    /// <summary>The person's last act that the page hears of, opening or not.</summary>
    public Moment LastAct { get; init; }

    /// <summary>Whether the person blocks the page. A later act in the thread proves that they no longer do.</summary>
    public bool Blocked { get; init; }

    /// <summary>When that was last settled: by a block, an unblock, or an act that proves one.</summary>
    public Moment BlockChanged { get; init; }

    /// <summary>Whether the person muted the thread.</summary>
    public bool Muted { get; init; }

    /// <summary>When that was last settled.</summary>
    public Moment MuteChanged { get; init; }

    /// <summary>The page's last accepted message.</summary>
    public Moment LastPageMessage { get; init; }

    /// <summary>The last thing of any kind, on either side.</summary>
    public Moment LastEvent { get; init; }

    /// <summary>Whether the page may know this person: they did something towards it.</summary>
    public bool Known => LastAct.Happened;

    /// <summary>The state after one more event. Pure; allocates nothing.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="happened">What happened, in any order, any number of times.</param>
    public static ThreadState Evolve(in ThreadState state, ThreadEvent happened)
    {
        var at = Moment.Of(happened.At);
        var next = state with { LastEvent = Moment.Later(state.LastEvent, at) };
        return happened switch
        {
            ThreadEvent.PersonActed acted => next.After(acted, at),
            ThreadEvent.Blocked => next.WithBlock(true, at),
            ThreadEvent.Unblocked => next.WithBlock(false, at),
            ThreadEvent.Muted => next.WithMute(true, at),
            ThreadEvent.Unmuted => next.WithMute(false, at),
            ThreadEvent.PageWrote => next with { LastPageMessage = Moment.Later(state.LastPageMessage, at) },
            _ => throw new UnreachableException(),
        };
    }

    private ThreadState After(ThreadEvent.PersonActed acted, Moment at)
    {
        var next = this with
        {
            Channel = acted.Channel,
            Clocks = Clocks.After(acted.Act, at),
            LastAct = acted.Act.IsHeard() ? Moment.Later(LastAct, at) : LastAct,
        };
        return acted.Act.ProvesUnblocked() ? next.WithBlock(false, at) : next;
    }

    private ThreadState WithBlock(bool blocked, Moment at) =>
        at < BlockChanged ? this : this with { Blocked = blocked, BlockChanged = at };

    private ThreadState WithMute(bool muted, Moment at) =>
        at < MuteChanged ? this : this with { Muted = muted, MuteChanged = at };
}
