namespace Parley.Policy;

/// <summary>What one lane says of one send. Closed: allow, deny with a reason, pass.</summary>
/// <remarks>Verdicts are made once and shared, so that judging allocates nothing.</remarks>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The lane has nothing to say of this send.</summary>
    public static Verdict Pass { get; } = new Passed();

    /// <summary>The lane carries this send.</summary>
    public static Verdict Allow { get; } = new Allowed();

    /// <summary>The lane forbids this send, whatever the others say.</summary>
    public static Verdict Deny(Reason reason) => new Denied(reason);

    /// <summary>Nothing to say.</summary>
    public sealed record Passed : Verdict;

    /// <summary>Carried.</summary>
    public sealed record Allowed : Verdict;

    /// <summary>Forbidden.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Denied(Reason Reason) : Verdict;
}
