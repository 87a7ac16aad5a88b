namespace Parley.Policy;

/// <summary>When a lane is asked.</summary>
public enum LaneRole : byte
{
    /// <summary>Asked of every send; it denies or passes.</summary>
    Guard = 0,

    /// <summary>Asked of a plain send: it carries while its window is open.</summary>
    Timed = 1,

    /// <summary>Asked of a send that calls for it, by a tag, a type, an address or a form.</summary>
    Called = 2,
}

/// <summary>
/// One named rule that may carry, deny or pass over a send. Pure; a lane holds only the figures it was made with.
/// </summary>
/// <param name="Name">The lane's name in snake_case, as decisions print it.</param>
/// <param name="Role">When it is asked.</param>
public abstract record Lane(string Name, LaneRole Role)
{
    /// <summary>Whether a restriction of all tags restricts this lane.</summary>
    public virtual bool GoesUnderTag => false;

    /// <summary>
    /// Says what this lane makes of the send: a lane that is shut passes, since another may carry; a lane denies only
    /// what no other lane may carry either. Allocates nothing.
    /// </summary>
    public abstract Verdict Judge(in Case asked);

    /// <summary>
    /// Whether the request calls for this very lane. Asked only of lanes of that role, in the edition's order; if none
    /// answers to it, the edition does not know what was asked for.
    /// </summary>
    public virtual bool Claims(in SendRequest request) => false;

    /// <summary>
    /// Tells a person how this lane stands now, whatever was asked; null for a lane that only denies, or that has
    /// nothing to tell in this thread.
    /// </summary>
    public virtual LaneReport? Report(in Case asked) => null;

    /// <summary>The last open moment of this lane's window, past or to come; never for a lane without one.</summary>
    public virtual Moment ClosesAt(in ThreadState thread) => Moment.Never;
}
