using System.Collections.Frozen;
using System.Collections.Immutable;
using Parley.Policy;
using Parley.Policy.Rules;

namespace Parley.Wire.Audit;

/// <summary>What the log says of a page at some moment.</summary>
internal sealed record PageFacts
{
    public static readonly PageFacts Unknown = new();

    private static readonly FrozenSet<string> NoFeatures = FrozenSet<string>.Empty;

    public string? Name { get; init; }

    public Place Place { get; init; }

    public bool EuropeanPrivacy { get; init; }

    public bool NewsRegistered { get; init; }

    public bool SubscriptionApproved { get; init; }

    public bool OneTimeGranted { get; init; }

    public bool RecurringPartner { get; init; } = true;

    public FrozenSet<string>? Templates { get; init; }

    /// <summary>Its utility templates that are not approved.</summary>
    public FrozenSet<string> UnapprovedTemplates { get; init; } = FrozenSet<string>.Empty;

    public FrozenDictionary<string, Moment> EndedBroadcasts { get; init; } = FrozenDictionary<string, Moment>.Empty;

    public ValueList<Restriction> Restrictions { get; init; }

    public ContactTerms Terms { get; init; } = ContactTerms.Unknown;

    /// <summary>The apps on the page; default = the log does not say.</summary>
    public ImmutableArray<string> Apps { get; init; }

    /// <summary>The same page with a restriction in place of the one it replaces.</summary>
    public PageFacts Restricted(Restriction restriction) =>
        this with { Restrictions = restriction.PutInto(Restrictions) };

    /// <summary>The same page after a broadcast ended.</summary>
    public PageFacts Ended(string media, Moment at) => this with
    {
        EndedBroadcasts = EndedBroadcasts.Append(KeyValuePair.Create(media, at))
            .GroupBy(one => one.Key)
            .ToFrozenDictionary(one => one.Key, one => one.Min(ended => ended.Value)),
    };

    /// <summary>What the kernel is told of this page and an app on it.</summary>
    public Standing With(AppFacts? app, Mode mode) => new(mode, app?.Features ?? NoFeatures)
    {
        Place = Place,
        EuropeanPrivacy = EuropeanPrivacy,
        NewsRegistered = NewsRegistered,
        SubscriptionApproved = SubscriptionApproved,
        OneTimeGranted = OneTimeGranted,
        RecurringPartner = RecurringPartner,
        Templates = Templates,
        UnapprovedTemplates = UnapprovedTemplates,
        EndedBroadcasts = EndedBroadcasts,
        Terms = Terms,
        Restrictions = Restrictions,
        Automated = app?.Automated ?? false,
        HumanRoute = app?.HumanRoute ?? true,
    };
}
