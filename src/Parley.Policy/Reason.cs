using System.Collections.Immutable;

namespace Parley.Policy;

/// <summary>
/// Why a send is refused. Closed, and ordered: the earlier reason wins where several lanes deny, so two denials always
/// yield the same answer. Each maps to one wire error per channel.
/// </summary>
/// <remarks>
/// The order follows the platform's own checks: shape, tag, recipient, block, permission, time, content.
/// </remarks>
public sealed record Reason : IComparable<Reason>
{
    private static readonly List<Reason> Declared = [];

    /// <summary>The request says MESSAGE_TAG and names no tag.</summary>
    public static readonly Reason TagMissing = new("tag_missing");

    /// <summary>A tag stands beside an explicit RESPONSE or UPDATE.</summary>
    public static readonly Reason TagUnexpected = new("tag_unexpected");

    /// <summary>The edition in force has no such messaging type.</summary>
    public static readonly Reason TypeUnknown = new("type_unknown");

    /// <summary>The edition in force has no such tag on this channel.</summary>
    public static readonly Reason TagUnknown = new("tag_unknown");

    /// <summary>The page does not know this person: they never did anything towards it.</summary>
    public static readonly Reason RecipientUnknown = new("recipient_unknown");

    /// <summary>The person blocks the page.</summary>
    public static readonly Reason Blocked = new("blocked");

    /// <summary>The app lacks the feature this lane needs.</summary>
    public static readonly Reason FeatureMissing = new("feature_missing");

    /// <summary>No window that would carry this send is open.</summary>
    public static readonly Reason OutsideWindow = new("outside_window");

    /// <summary>Mode strict: the rules call this send a violation.</summary>
    public static readonly Reason PolicyViolation = new("policy_violation");

    private Reason(string name)
    {
        Name = name;
        Precedence = Declared.Count;
        Declared.Add(this);
    }

    /// <summary>Every reason there is, in order of precedence.</summary>
    public static ImmutableArray<Reason> All => [.. Declared];

    /// <summary>The name in snake_case, as printed in decisions and listed in the reference.</summary>
    public string Name { get; }

    /// <summary>Its place in the order; the lower one wins.</summary>
    public int Precedence { get; }

    /// <summary>The one of two reasons that wins; null loses to any reason.</summary>
    public static Reason First(Reason? one, Reason other) =>
        one is null || other.Precedence < one.Precedence ? other : one;

    /// <inheritdoc/>
    public int CompareTo(Reason? other) => other is null ? 1 : Precedence.CompareTo(other.Precedence);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Before in precedence.</summary>
    public static bool operator <(Reason left, Reason right) => left.Precedence < right.Precedence;

    /// <summary>After in precedence.</summary>
    public static bool operator >(Reason left, Reason right) => left.Precedence > right.Precedence;

    /// <summary>Before in precedence, or the same.</summary>
    public static bool operator <=(Reason left, Reason right) => left.Precedence <= right.Precedence;

    /// <summary>After in precedence, or the same.</summary>
    public static bool operator >=(Reason left, Reason right) => left.Precedence >= right.Precedence;
}
