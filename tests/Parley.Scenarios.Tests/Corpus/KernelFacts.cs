using System.Collections.Frozen;
using System.Text.Json.Nodes;
using NodaTime;
using Parley.Cli.Scenarios;
using Parley.Policy;
using Parley.Policy.Rules;
using Parley.Wire;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>What a story's world means to the kernel: the standing of page and app, and where the person is.</summary>
internal sealed class KernelFacts
{
    private readonly ScenarioWorld world;
    private Standing page = Standing.Plain;

    public KernelFacts(Scenario story)
    {
        world = story.World;
        if (story.Mode == "strict") page = page with { Mode = Mode.Strict };
        Change(world.Page, Timeline.Start(story));
    }

    /// <summary>Where the person is, if the story says so.</summary>
    public Place? PlaceOfPerson => world.Person["country"] is null ? null : PlaceIn(world.Person, default);

    /// <summary>Whether some app owes every input an answer in time.</summary>
    public bool OwesAnswers => world.Apps.Keys.Any(app =>
        ThirtySeconds.Owes(world.IsAutomated(app), world.Apps[app]["bot"]?.ToString()));

    public Author AuthorOf(string app) => world.IsAutomated(app) ? Author.Bot : Author.Human;

    public Standing StandingOf(string app) => page with
    {
        Features = (world.Apps[app]["features"] as JsonArray ?? []).Select(one => one!.ToString()).ToFrozenSet(),
        Automated = world.IsAutomated(app),
        HumanRoute = world.Apps[app]["human_route"]?.GetValue<bool>() ?? true,
    };

    public void EndBroadcast(string post, Instant at) => page = page with
    {
        EndedBroadcasts = new Dictionary<string, Moment> { [post] = Moment.Of(at) }.ToFrozenDictionary(),
    };

    /// <summary>Changes what is named of the page.</summary>
    public void Change(JsonObject named, Instant at)
    {
        foreach (var (name, value) in named) Change(name, value, at);
        page = page with { Place = PlaceIn(named, page.Place) };
    }

    private void Change(string name, JsonNode? value, Instant at) => page = name switch
    {
        "npi" => page with { NewsRegistered = value!.GetValue<bool>() },
        "otn" => page with { OneTimeGranted = value!.GetValue<bool>() },
        "rn" => page with { RecurringPartner = value!.GetValue<bool>() },
        "eu_privacy" => page with { EuropeanPrivacy = value!.GetValue<bool>() },
        "subscription" => page with { SubscriptionApproved = value?.ToString() == "approved" },
        "templates" => page with
        {
            Templates = Templates(value!.AsArray(), approved: true),
            UnapprovedTemplates = Templates(value.AsArray(), approved: false),
        },
        "restriction" => page with { Restrictions = Restricted(value!.AsObject(), Moment.Of(at)) },
        "contact_terms" => page with { Terms = TermsOf(value!.AsObject()) },
        "name" or "country" or "region" => page,
        _ => throw new FormatException($"The page has no `{name}`"),
    };

    private ContactTerms TermsOf(JsonObject named) => new(
        IsoInstant.TryParse(named["enforced_from"]?.ToString(), out var from)
            ? Moment.Of(from)
            : page.Terms.EnforcedFrom,
        named["accepted"]?.GetValue<bool>() ?? page.Terms.Accepted);

    private ValueList<Restriction> Restricted(JsonObject named, Moment now)
    {
        var lane = named["lane"]!.ToString();
        var until = IsoInstant.TryParse(named["until"]?.ToString(), out var end) ? Moment.Of(end) : Moment.Never;
        return new Restriction(lane, null, now, until).PutInto(page.Restrictions);
    }

    private static FrozenSet<string> Templates(JsonArray all, bool approved) => all
        .Where(one => (one!["status"]?.ToString() is null or "approved") == approved)
        .Select(one => $"{one!["name"]}/{one["language"]}")
        .ToFrozenSet();

    private static Place PlaceIn(JsonObject named, Place before) => new(
        named["country"]?.ToString() ?? before.Country, named["region"]?.ToString() ?? before.Region);
}
