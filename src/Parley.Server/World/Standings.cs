using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Rules;
using Parley.Storage;

namespace Parley.Server.World;

/// <summary>Tells the kernel what is written down of a page and an app.</summary>
internal static class Standings
{
    /// <summary>
    /// What the policy knows of a page, an app and its installation there; of nobody in particular where one is not
    /// known.
    /// </summary>
    public static Standing Of(PageRecord? page, AppRecord? app, InstallRecord? install, Mode mode) =>
        new(mode, (app?.Features ?? []).ToFrozenSet(StringComparer.Ordinal))
        {
            Place = new Place(page?.Country, page?.Region),
            EuropeanPrivacy = page?.EuPrivacy ?? false,
            NewsRegistered = page?.Npi ?? false,
            SubscriptionApproved = page?.SubscriptionApproved ?? false,
            OneTimeGranted = page?.Otn ?? false,
            RecurringPartner = page?.Rn ?? true,
            Templates = page?.Templates is { } templates ? Named(templates, approved: true) : null,
            UnapprovedTemplates = Named(page?.Templates ?? [], approved: false),
            EndedBroadcasts = (page?.EndedBroadcasts ?? []).ToFrozenDictionary(
                ended => ended.Media, ended => new Moment(ended.At), StringComparer.Ordinal),
            Terms = new ContactTerms(
                page?.TermsEnforcedFrom is { } from ? new Moment(from) : Moment.Never, page?.TermsAccepted ?? false),
            Restrictions = [.. (page?.Restrictions ?? []).Select(Of)],
            Automated = app?.Automated ?? false,
            HumanRoute = app?.HumanRoute ?? true,
            App = app?.Id ?? 0,
            DefaultApp = page?.DefaultApp ?? 0,
            MayTakeControl = install?.MayTakeControl ?? false,
        };

    /// <summary>The page's restrictions with one more, which begins now; over at once = lifted.</summary>
    public static ImmutableArray<RestrictionRecord>? Restricted(
        ImmutableArray<RestrictionRecord>? list, RestrictionRecord newer)
    {
        var kept = ImmutableArray.CreateBuilder<RestrictionRecord>();
        foreach (var old in list ?? [])
        {
            if (Of(old).Beside(Of(newer)) is { } rest) kept.Add(old with { Channel = rest.Channel });
        }

        if (!IsOver(newer, Instant.FromUnixTimeMilliseconds(newer.From))) kept.Add(newer);
        return kept.Count > 0 ? kept.ToImmutable() : null;
    }

    /// <summary>Whether a restriction has ended.</summary>
    public static bool IsOver(RestrictionRecord restriction, Instant now) =>
        restriction.Until is { } until && until <= now.ToUnixTimeMilliseconds();

    private static Restriction Of(RestrictionRecord record) => new(
        record.Lane,
        record.Channel,
        new Moment(record.From),
        record.Until is { } until ? new Moment(until) : Moment.Never);

    private static FrozenSet<string> Named(ImmutableArray<TemplateRecord> templates, bool approved) => templates
        .Where(template => template.Status is "approved" == approved)
        .Select(template => Standing.TemplateName(template.Name, template.Language))
        .ToFrozenSet(StringComparer.Ordinal);
}
