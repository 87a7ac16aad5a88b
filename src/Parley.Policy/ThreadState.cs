using System.Diagnostics;

namespace Parley.Policy;

/// <summary>
/// What the policy knows of one thread: small, flat, value-typed. Built only by <see cref="Evolve"/>.
/// </summary>
/// <remarks>
/// INVARIANT: order and duplication of received events change nothing, because every field is the later of two
/// moments. The one exception is named: a block and an unblock of the very same millisecond are taken in the order
/// they were learned.
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

    /// <summary>The person's last act of any kind, opening or not.</summary>
    public Moment LastAct { get; init; }

    /// <summary>Whether the last word on blocking was a block.</summary>
    public bool BlockStands { get; init; }

    /// <summary>When that word was said.</summary>
    public Moment BlockChanged { get; init; }

    /// <summary>Whether the last word on muting was a mute.</summary>
    public bool Muted { get; init; }

    /// <summary>When that word was said.</summary>
    public Moment MuteChanged { get; init; }

    /// <summary>The page's last accepted message.</summary>
    public Moment LastPageMessage { get; init; }

    /// <summary>The last thing of any kind, on either side.</summary>
    public Moment LastEvent { get; init; }

    /// <summary>Whether the page may know this person: they did something towards it.</summary>
    public bool Known => LastAct.Happened;

    /// <summary>Whether the person blocks the page. An act later than the block proves that it was lifted.</summary>
    public bool Blocked => BlockStands && LastAct <= BlockChanged;

    /// <summary>The state after one more event. Pure; allocates nothing.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="happened">What happened, in any order, any number of times.</param>
    public static ThreadState Evolve(in ThreadState state, ThreadEvent happened)
    {
        var at = Moment.Of(happened.At);
        var known = state with { LastEvent = Moment.Later(state.LastEvent, at) };
        return happened switch
        {
            ThreadEvent.PersonActed acted => known with
            {
                Channel = acted.Channel,
                Clocks = state.Clocks.After(acted.Act, at),
                LastAct = Moment.Later(state.LastAct, at),
            },
            ThreadEvent.Blocked => at >= state.BlockChanged ? known with { BlockStands = true, BlockChanged = at } : known,
            ThreadEvent.Unblocked => at >= state.BlockChanged ? known with { BlockStands = false, BlockChanged = at } : known,
            ThreadEvent.Muted => at >= state.MuteChanged ? known with { Muted = true, MuteChanged = at } : known,
            ThreadEvent.Unmuted => at >= state.MuteChanged ? known with { Muted = false, MuteChanged = at } : known,
            ThreadEvent.PageWrote => known with { LastPageMessage = Moment.Later(state.LastPageMessage, at) },
            _ => throw new UnreachableException(),
        };
    }
}
