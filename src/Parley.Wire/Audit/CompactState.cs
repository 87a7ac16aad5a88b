using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>
/// The state of a thread in about half the room: what nearly every thread has, and what takes no more than a reference,
/// stands here; whatever else a state may hold, in an object of its own, which most threads do without.
/// </summary>
internal struct CompactState
{
    private Moment messageOrTap;
    private Moment reaction;
    private Moment lastAct;
    private Moment blockChanged;
    private Moment lastPageMessage;
    private Moment lastEvent;
    private Moment saidOther;
    private Moment lastAutomated;
    private Moment lastByHuman;
    private Moment talkFrom;
    private Moment talkTo;
    private ValueList<Stretch> talkMore;
    private Promises promises;
    private Rest? rest;
    private bool blocked;

    /// <summary>The channel the thread lives on.</summary>
    public Channel Channel { readonly get; private set; }

    /// <summary>The last thing of any kind.</summary>
    public readonly Moment LastEvent => lastEvent;

    /// <summary>The whole state.</summary>
    public ThreadState State
    {
        readonly get
        {
            ref readonly var other = ref rest is null ? ref ThreadState.Empty : ref rest.State;
            return other with
            {
                Channel = Channel,
                Clocks = other.Clocks with { MessageOrTap = messageOrTap, Reaction = reaction },
                LastAct = lastAct,
                Blocked = blocked,
                BlockChanged = blockChanged,
                LastPageMessage = lastPageMessage,
                LastEvent = lastEvent,
                SaidOther = saidOther,
                LastAutomated = lastAutomated,
                LastByHuman = lastByHuman,
                Talk = new Talk(new Stretch(talkFrom, talkTo), talkMore),
                Promises = promises,
            };
        }

        set
        {
            (messageOrTap, reaction) = (value.Clocks.MessageOrTap, value.Clocks.Reaction);
            (lastAct, lastPageMessage, lastEvent) = (value.LastAct, value.LastPageMessage, value.LastEvent);
            (blocked, blockChanged, saidOther) = (value.Blocked, value.BlockChanged, value.SaidOther);
            (lastAutomated, lastByHuman, Channel) = (value.LastAutomated, value.LastByHuman, value.Channel);
            (talkFrom, talkTo, talkMore) = (value.Talk.Current.From, value.Talk.Current.To, value.Talk.More);
            promises = value.Promises;
            var other = RestOf(in value);
            if (other == ThreadState.Empty) rest = null;
            else if (rest is null || rest.State != other) rest = new Rest(other);
        }
    }

    // INVARIANT: whatever is not kept above is kept here, so a field that the kernel adds is not lost.
    private static ThreadState RestOf(in ThreadState state) => state with
    {
        Channel = ThreadState.Empty.Channel,
        Clocks = state.Clocks with { MessageOrTap = Moment.Never, Reaction = Moment.Never },
        LastAct = Moment.Never,
        Blocked = false,
        BlockChanged = Moment.Never,
        LastPageMessage = Moment.Never,
        LastEvent = Moment.Never,
        SaidOther = Moment.Never,
        LastAutomated = Moment.Never,
        LastByHuman = Moment.Never,
        Talk = Talk.Silent,
        Promises = Promises.None,
    };

    private sealed class Rest(ThreadState state)
    {
        public readonly ThreadState State = state;
    }
}
