using System.Collections.Frozen;
using Parley.Policy.Rules;

namespace Parley.Policy;

/// <summary>How a violation is treated.</summary>
public enum Mode : byte
{
    /// <summary>The wire answers as the platform does; a violation is recorded.</summary>
    Emulate = 0,

    /// <summary>A violation is refused before the wire.</summary>
    Strict = 1,
}

/// <summary>A page may not send for a while, on one lane or on all. Half-open: the end instant is free again.</summary>
/// <param name="Lane">A lane's name; <see cref="All"/>; or <see cref="Tags"/>.</param>
/// <param name="Channel">The account it holds for, or null for both.</param>
/// <param name="From">Its first moment.</param>
/// <param name="Until">The first moment after it; never = until lifted.</param>
public readonly record struct Restriction(string Lane, Channel? Channel, Moment From, Moment Until)
{
    /// <summary>Every lane.</summary>
    public const string All = "all";

    /// <summary>Every tag's lane, the human agent, customer feedback and news.</summary>
    public const string Tags = "tags";

    /// <summary>Whether it holds at a moment on a channel.</summary>
    public bool Holds(Moment now, Channel channel) =>
        (Channel is null || Channel == channel) && now >= From && !(Until.Happened && now >= Until);

    /// <summary>
    /// What is left of this one once a newer one is imposed: nothing where that is for the same lane and account; one
    /// that held for both accounts goes on holding for the other.
    /// </summary>
    public Restriction? Beside(Restriction newer) =>
        newer.Lane != Lane ? this
        : newer.Channel is not { } mine || Channel == mine ? null
        : this with { Channel = Other(mine) };

    /// <summary>A list with this one in place of what it had for the same lane and account.</summary>
    public ValueList<Restriction> PutInto(ValueList<Restriction> list)
    {
        ValueList<Restriction> kept = default;
        foreach (var old in list)
        {
            if (old.Beside(this) is { } rest) kept = kept.Add(rest);
        }

        return kept.Add(this);
    }

    private static Channel Other(Channel channel) =>
        channel is Policy.Channel.Messenger ? Policy.Channel.Instagram : Policy.Channel.Messenger;
}

/// <summary>
/// What the policy knows beyond the thread: of the page that sends and the app that asks. Immutable and shared; a
/// change is a new object.
/// </summary>
/// <param name="Mode">How a violation is treated.</param>
/// <param name="Features">The app's approved features, by their names in snake_case (<c>human_agent</c>).</param>
public sealed record Standing(Mode Mode, FrozenSet<string> Features)
{
    /// <summary>An app without any feature, emulating.</summary>
    public static readonly Standing Plain = new(Mode.Emulate, FrozenSet<string>.Empty);

    /// <summary>Where the page is.</summary>
    public Place Place { get; init; }

    /// <summary>
    /// Whether the European privacy limits hold for the page wherever it is, as through an admin there.
    /// </summary>
    public bool EuropeanPrivacy { get; init; }

    /// <summary>Whether the page is registered as a news page.</summary>
    public bool NewsRegistered { get; init; }

    /// <summary>Whether the page was approved for subscription messages (the model before 2020-03-04).</summary>
    public bool SubscriptionApproved { get; init; }

    /// <summary>Whether the page may ask for one-time notifications.</summary>
    public bool OneTimeGranted { get; init; }

    /// <summary>Whether the page used recurring notifications before they were closed to newcomers.</summary>
    public bool RecurringPartner { get; init; } = true;

    /// <summary>
    /// Approved utility templates as <c>name/language</c>; null = nothing is known of them, all pass.
    /// </summary>
    public FrozenSet<string>? Templates { get; init; }

    /// <summary>Utility templates of the page that are not approved, named in the same way.</summary>
    public FrozenSet<string> UnapprovedTemplates { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Broadcasts that ended, by media id.</summary>
    public FrozenDictionary<string, Moment> EndedBroadcasts { get; init; } = FrozenDictionary<string, Moment>.Empty;

    /// <summary>How the page stands to the Page Contact Terms.</summary>
    public ContactTerms Terms { get; init; } = ContactTerms.Unknown;

    /// <summary>What the page may not do for now.</summary>
    public ValueList<Restriction> Restrictions { get; init; }

    /// <summary>Whether the app answers by itself.</summary>
    public bool Automated { get; init; }

    /// <summary>Whether the app gives people a way to a human.</summary>
    public bool HumanRoute { get; init; } = true;

    /// <summary>The app that asks; 0 = none in particular, and then nobody's control is in its way.</summary>
    public long App { get; init; }

    /// <summary>The app that idle threads of the page belong to; 0 = every app.</summary>
    public long DefaultApp { get; init; }

    /// <summary>Whether the app may take control of threads on this page.</summary>
    public bool MayTakeControl { get; init; }

    /// <summary>A utility template as <see cref="Templates"/> names it.</summary>
    public static string TemplateName(string name, string language) => $"{name}/{language}";

    /// <summary>Whether the app was granted a feature.</summary>
    public bool Has(string feature) => Features.Contains(feature);

    /// <summary>Whether a restriction of one of the named scopes holds.</summary>
    public bool Restricts(string lane, Channel channel, Moment now)
    {
        foreach (var restriction in Restrictions.Span)
        {
            if (restriction.Lane == lane && restriction.Holds(now, channel)) return true;
        }

        return false;
    }
}
