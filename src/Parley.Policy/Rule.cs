namespace Parley.Policy;

/// <summary>
/// Something the policy says of a send that the wire accepts: the policy half of a decision. Pure; adding one never
/// changes the wire.
/// </summary>
public abstract record Rule
{
    /// <summary>Whether it has nothing to say of a send in whose content nothing was noticed.</summary>
    public virtual bool RestsOnContent => false;

    /// <summary>What this rule has against the send, or null.</summary>
    /// <param name="asked">The send.</param>
    /// <param name="lane">The lane that carries it.</param>
    public abstract Finding? Find(in Case asked, string lane);

    /// <summary>What a message sent now owes by this rule, whatever it says; null if nothing.</summary>
    public virtual Obligation? Due(in Case asked) => null;

    /// <summary>The first signal of a kind that the content review noticed, or null.</summary>
    protected static Signal? Noticed(in Case asked, string code)
    {
        if (asked.Request.Noticed.IsDefaultOrEmpty) return null;
        foreach (var signal in asked.Request.Noticed.AsSpan())
        {
            if (signal.Code == code) return signal;
        }

        return null;
    }
}
