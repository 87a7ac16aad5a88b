using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;
using Parley.Policy.Rules;
using Parley.Wire.Sends;

namespace Parley.Wire.Audit;

/// <summary>Reads a <c>page</c> line: the change it makes, which is only what it names.</summary>
internal static class PageLine
{
    /// <exception cref="LogFault">The line cannot be read.</exception>
    public static Func<PageFacts, PageFacts> Change(JsonElement line, Moment at)
    {
        var called = line.Text("name"u8);
        var (country, region) = (line.Text("country"u8)?.ToUpperInvariant(), line.Text("region"u8)?.ToUpperInvariant());
        var privacy = line.Flag("eu_privacy"u8, "page.eu_privacy");
        var news = line.Flag("npi"u8, "page.npi");
        var oneTime = line.Flag("otn"u8, "page.otn");
        var recurring = line.Flag("rn"u8, "page.rn");
        var subscription = line.Word("subscription"u8);
        var (templates, unapproved) = TemplatesOf(line.Member("templates"u8));
        var terms = line.Member("contact_terms"u8);
        var enforced = terms.At("enforced_from"u8, "page.contact_terms.enforced_from");
        var accepted = Accepted(terms);
        var restrictions = RestrictionsOf(line.Member("restriction"u8), at);
        var apps = AppsOf(line.Member("apps"u8));
        return page =>
        {
            var next = page with
            {
                Name = called ?? page.Name,
                Place = new Place(country ?? page.Place.Country, region ?? page.Place.Region),
                EuropeanPrivacy = privacy ?? page.EuropeanPrivacy,
                NewsRegistered = news ?? page.NewsRegistered,
                OneTimeGranted = oneTime ?? page.OneTimeGranted,
                RecurringPartner = recurring ?? page.RecurringPartner,
                SubscriptionApproved = subscription is null ? page.SubscriptionApproved : subscription is "approved",
                Templates = templates ?? page.Templates,
                UnapprovedTemplates = unapproved ?? page.UnapprovedTemplates,
                Terms = new ContactTerms(enforced ?? page.Terms.EnforcedFrom, accepted ?? page.Terms.Accepted),
                Apps = apps.IsDefault ? page.Apps : apps,
            };
            foreach (var restriction in restrictions) next = next.Restricted(restriction);
            return next;
        };
    }

    // An instant, or the bare fact that they were.
    private static bool? Accepted(JsonElement terms) =>
        terms.Member("accepted"u8).ValueKind is JsonValueKind.String
            ? terms.At("accepted"u8, "page.contact_terms.accepted") is not null
            : terms.Flag("accepted"u8, "page.contact_terms.accepted");

    private static (FrozenSet<string>? Approved, FrozenSet<string>? Others) TemplatesOf(JsonElement templates)
    {
        if (!templates.Exists()) return (null, null);
        var (approved, others) = (new HashSet<string>(), new HashSet<string>());
        foreach (var template in templates.Items())
        {
            var name = template.Text("name"u8)
                ?? throw new LogFault("`page.templates` must hold templates with a name");
            var isApproved = template.Word("status"u8) is null or "approved";
            (isApproved ? approved : others).Add(NameOf(name, template.Member("language"u8)));
        }

        return (approved.ToFrozenSet(), others.ToFrozenSet());
    }

    /// <summary>A utility template as the kernel names it.</summary>
    public static string NameOf(string name, JsonElement language) =>
        Standing.TemplateName(
            name, (language.IsObject() ? language.Text("code"u8) : language.Text()) ?? UtilityReader.UsualLanguage);

    private static ImmutableArray<Restriction> RestrictionsOf(JsonElement restriction, Moment at)
    {
        if (!restriction.Exists()) return [];
        if (restriction.IsObject()) return [RestrictionOf(restriction, at)];
        if (restriction.ValueKind is not JsonValueKind.Array)
            throw new LogFault("`page.restriction` must be an object");
        return [.. restriction.EnumerateArray().Select(one => RestrictionOf(one, at))];
    }

    private static Restriction RestrictionOf(JsonElement restriction, Moment at)
    {
        var lane = restriction.Text("lane"u8) ?? throw new LogFault("`page.restriction.lane` is missing");
        var until = restriction.At("until"u8, "page.restriction.until") ?? Moment.Never;
        return new Restriction(Spelled(lane), null, at, until);
    }

    // Lanes are in lower case but for the tag's own name.
    private static string Spelled(string lane) => lane.StartsWith("tag:", StringComparison.OrdinalIgnoreCase)
        ? "tag:" + lane[4..].ToUpperInvariant()
        : lane.ToLowerInvariant();

    private static ImmutableArray<string> AppsOf(JsonElement apps)
    {
        if (!apps.Exists()) return default;
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var app in apps.Items())
            ids.Add((app.IsObject() ? app.Text("id"u8) : app.Text())
                ?? throw new LogFault("`page.apps` must hold ids"));
        return ids.ToImmutable();
    }
}
