namespace Parley.Policy;

/// <summary>
/// One named rule that may carry, deny or pass over a send. Pure; a lane holds only the figures it was made with.
/// </summary>
/// <param name="Name">The lane's name in snake_case, as decisions print it.</param>
public abstract record Lane(string Name)
{
    /// <summary>
    /// Says what this lane makes of the send: a lane that is shut passes, since another may carry; a lane denies only
    /// what no other lane may carry either. Allocates nothing.
    /// </summary>
    public abstract Verdict Judge(in Case asked);

    /// <summary>
    /// Whether the request calls for this very lane, as a tag does. Asked only of a request that calls for one; if no
    /// lane of the edition answers to it, the edition does not know what was asked for.
    /// </summary>
    public virtual bool Claims(in SendRequest request) => false;

    /// <summary>
    /// Tells a person how this lane stands now, whatever was asked; null for a lane that only denies.
    /// </summary>
    public virtual LaneReport? Report(in Case asked) => null;

    /// <summary>The last open moment of this lane's window, past or to come; never for a lane without one.</summary>
    public virtual Moment ClosesAt(in ThreadState thread) => Moment.Never;
}
