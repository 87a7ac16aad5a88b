using System.Diagnostics;

namespace Parley.Policy;

/// <summary>
/// What the policy knows of one thread: small, flat, value-typed. Built only by <see cref="Evolve"/>.
/// </summary>
/// <remarks>
/// INVARIANT: order and duplication of received events change nothing, because every field is the later of two
/// moments, or a set. The exceptions are named. What is said of a block, a mute, a topic or an opt-out twice in the
/// very same millisecond is taken in the order it was learned (a virtual clock that stands still makes such pairs). So
/// is which message was the first one after an ad click, and where the person is. Sends of the page are our own: they
/// are taken in the order they were made, each on what was known then.
/// </remarks>
public readonly partial record struct ThreadState
{
    /// <summary>A thread in which nothing has happened: the person is unknown to the page.</summary>
    public static readonly ThreadState Empty = new()
    {
        Clocks = OpenerClocks.Silent,
        LastAct = Moment.Never,
        BlockChanged = Moment.Never,
        PageBlockChanged = Moment.Never,
        MuteChanged = Moment.Never,
        LastPageMessage = Moment.Never,
        LastEvent = Moment.Never,
        PlusOneSpent = Moment.Never,
        SaidStop = Moment.Never,
        SaidOther = Moment.Never,
        FirstSinceStop = Moment.Never,
        LastAutomated = Moment.Never,
        LastByHuman = Moment.Never,
        Talk = Talk.Silent,
        Promises = Promises.None,
    };

    /// <summary>The channel the thread lives on, set by its first event.</summary>
    public Channel Channel { get; init; }

    /// <summary>When each kind of opening act last happened.</summary>
    public OpenerClocks Clocks { get; init; }

    /// <summary>Where the person is, as last learned.</summary>
    public Place Place { get; init; }

    /// <summary>The person's last act that the page hears of, opening or not.</summary>
    public Moment LastAct { get; init; }

    /// <summary>Whether the person blocks the page. A later act in the thread proves that they no longer do.</summary>
    public bool Blocked { get; init; }

    /// <summary>When that was last settled: by a block, an unblock, or an act that proves one.</summary>
    public Moment BlockChanged { get; init; }

    /// <summary>Whether the page blocks the person.</summary>
    public bool BlockedByPage { get; init; }

    /// <summary>When that was last settled.</summary>
    public Moment PageBlockChanged { get; init; }

    /// <summary>Whether the person muted the thread.</summary>
    public bool Muted { get; init; }

    /// <summary>When that was last settled.</summary>
    public Moment MuteChanged { get; init; }

    /// <summary>The page's last accepted message.</summary>
    public Moment LastPageMessage { get; init; }

    /// <summary>The last thing of any kind, on either side.</summary>
    public Moment LastEvent { get; init; }

    /// <summary>When the one message after the window (the old 24+1) was last spent.</summary>
    public Moment PlusOneSpent { get; init; }

    /// <summary>The last stop word, or opt-out told elsewhere; never, once anything else was said since.</summary>
    public Moment SaidStop { get; init; }

    /// <summary>
    /// The last message or tap that was no stop word, or opt-in told elsewhere; never, once a stop was said since.
    /// </summary>
    public Moment SaidOther { get; init; }

    /// <summary>The first accepted message after the last stop word: the one confirmation that is fine.</summary>
    public Moment FirstSinceStop { get; init; }

    /// <summary>The last accepted message a bot wrote.</summary>
    public Moment LastAutomated { get; init; }

    /// <summary>The last accepted message a human at the page wrote since the last automated one, or never.</summary>
    public Moment LastByHuman { get; init; }

    /// <summary>The talk since the last automated message.</summary>
    public Talk Talk { get; init; }

    /// <summary>Tokens, comments and whatever else is promised once.</summary>
    public Promises Promises { get; init; }

    /// <summary>The app that last held the thread, or null if none ever did.</summary>
    public Control? Control { get; init; }

    /// <summary>Whether the page may know this person: they did something towards it.</summary>
    public bool Known => LastAct.Happened;

    /// <summary>Whether the person's last word on the matter was that messages should stop.</summary>
    public bool OptedOut => SaidStop.Happened;

    /// <summary>The state after one more event. Pure; an accepted plain send allocates nothing.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="happened">What happened, in any order, any number of times.</param>
    public static ThreadState Evolve(in ThreadState state, ThreadEvent happened)
    {
        var at = Moment.Of(happened.At);
        var next = state with { LastEvent = Moment.Later(state.LastEvent, at) };
        return happened switch
        {
            ThreadEvent.PersonActed acted => next.After(acted, at),
            ThreadEvent.PageWrote wrote => next.After(wrote, at),
            ThreadEvent.PersonPlaced placed => next with { Place = placed.Place, Channel = placed.Channel },
            ThreadEvent.Commented commented => next.After(commented, at),
            ThreadEvent.OneTimeOptIn optedIn => next.After(optedIn, at),
            ThreadEvent.RecurringOptIn optedIn => next.After(optedIn, at),
            ThreadEvent.CommentRemoved removed => next.After(removed, at),
            ThreadEvent.TopicStopChanged changed => next.After(changed, at),
            ThreadEvent.MarketingStopped => next with
            {
                Promises = next.Promises with { MarketingStopped = Moment.Later(next.Promises.MarketingStopped, at) },
            },
            ThreadEvent.OptOutChanged { Out: true } => next.WithStop(at),
            ThreadEvent.OptOutChanged => next.WithOther(at),
            ThreadEvent.Blocked => next.WithBlock(true, at),
            ThreadEvent.Unblocked => next.WithBlock(false, at),
            ThreadEvent.PageBlockChanged changed => next.WithPageBlock(changed.Blocks, at),
            ThreadEvent.ControlChanged changed => next with
            {
                Control = changed.App is 0 ? null : new Control(changed.App, new Window(at, changed.Length)),
            },
            ThreadEvent.Muted => next.WithMute(true, at),
            ThreadEvent.Unmuted => next.WithMute(false, at),
            _ => throw new UnreachableException(),
        };
    }

    private ThreadState After(ThreadEvent.PersonActed acted, Moment at)
    {
        var next = this with
        {
            Channel = acted.Channel,
            Clocks = Clocks.After(acted.Act, at, acted.FollowsAd),
            LastAct = acted.Act.IsHeard() ? Moment.Later(LastAct, at) : LastAct,
        };
        if (acted.Act is PersonAct.Message or PersonAct.Tap)
        {
            next = (acted.SaysStop ? next.WithStop(at) : next.WithOther(at)) with { Talk = Talk.With(at) };
            if (Control is not null) next = next with { Control = Control.After(at) };
        }

        if (acted.Act is PersonAct.Feedback)
        {
            next = next with
            {
                Promises = Promises with { SurveyAnswered = Moment.Later(Promises.SurveyAnswered, at) },
            };
        }

        return acted.Act.ProvesUnblocked() ? next.WithBlock(false, at) : next;
    }

    private ThreadState WithStop(Moment at) => at < SaidOther ? this : this with
    {
        SaidStop = Moment.Later(SaidStop, at),
        SaidOther = Moment.Never,
        FirstSinceStop = at > SaidStop ? Moment.Never : FirstSinceStop,
    };

    private ThreadState WithOther(Moment at) => at < SaidStop ? this : this with
    {
        SaidStop = Moment.Never,
        FirstSinceStop = Moment.Never,
        SaidOther = Moment.Later(SaidOther, at),
    };

    private ThreadState WithBlock(bool blocked, Moment at) =>
        at < BlockChanged ? this : this with { Blocked = blocked, BlockChanged = at };

    private ThreadState WithPageBlock(bool blocked, Moment at) =>
        at < PageBlockChanged ? this : this with { BlockedByPage = blocked, PageBlockChanged = at };

    private ThreadState WithMute(bool muted, Moment at) =>
        at < MuteChanged ? this : this with { Muted = muted, MuteChanged = at };
}
