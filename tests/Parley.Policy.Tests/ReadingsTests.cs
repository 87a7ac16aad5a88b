using System.Collections.Immutable;
using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;

namespace Parley.Policy.Tests;

public sealed class ReadingsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2021, 10, 6, 12, 0);
    private static readonly Duration Longest = Duration.FromDays(3650);
    private static readonly Duration Millisecond = Duration.FromMilliseconds(1);
    private static readonly ThreadEvent Wrote =
        new ThreadEvent.PersonActed(Noon, Channel.Messenger, PersonAct.Message);

    private static readonly SendRequest Plain =
        new(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);

    private static readonly SendRequest Question = Plain with { Form = Form.OneTimeRequest, Title = "a" };
    private static readonly SendRequest Survey = Plain with { Form = Form.Survey, SurveyDays = 3 };
    private static readonly Standing Page = Standing.Plain with { OneTimeGranted = true, NewsRegistered = true };

    private static readonly (string Fault, Readings Read)[] Unsound =
    [
        ("`readings.plus_one_life` must be PT0.001S to P3650D", new() { PlusOneLife = Duration.Zero }),
        ("`readings.plus_one_life` must be PT0.001S to P3650D", new() { PlusOneLife = Longest + Millisecond }),
        ("`readings.one_time_life` must be PT0.001S to P3650D", new() { OneTimeLife = Duration.Zero }),
        ("`readings.one_time_life` must be PT0.001S to P3650D", new() { OneTimeLife = Longest + Millisecond }),
        ("`readings.lapse` must be P1D to P3650D", new() { Lapse = Duration.FromDays(1) - Millisecond }),
        ("`readings.lapse` must be P1D to P3650D", new() { Lapse = Longest + Millisecond }),
        ("`readings.one_time_requests_per_day` is 0: expected 1 to 1000", new() { OneTimeRequestsPerDay = 0 }),
        ("`readings.one_time_requests_per_week` is 1001: expected 1 to 1000", new() { OneTimeRequestsPerWeek = 1001 }),
        ("`readings.sponsored_per_campaign` is -1: expected 1 to 1000", new() { SponsoredPerCampaign = -1 }),
    ];

    private static readonly Readings[] Sound =
    [
        new() { PlusOneLife = Millisecond, OneTimeLife = Millisecond, Lapse = Duration.FromDays(1) },
        new() { PlusOneLife = Longest, OneTimeLife = Longest, Lapse = Longest },
        new() { OneTimeRequestsPerDay = 1, OneTimeRequestsPerWeek = 1, SponsoredPerCampaign = 1 },
        new() { OneTimeRequestsPerDay = 1000, OneTimeRequestsPerWeek = 1000, SponsoredPerCampaign = 1000 },
        new() { DisclosureMarkets = default },
        new() { DisclosureMarkets = ["FR", "US-CA", "DE-BE", "GB-ENG", "AT-9"] },
    ];

    [Fact]
    public void The_usual_readings_make_the_usual_editions()
    {
        var again = new EditionSet(new Readings());
        Assert.Equal(EditionCatalogue.All.Select(one => one.Name), again.All.Select(one => one.Name));
        Assert.Equal(EditionCatalogue.LaneNames, again.LaneNames);
        Assert.Empty(Readings.Usual.Faults());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_window_may_be_open_at_its_end(bool included, bool accepted)
    {
        var end = Noon + Duration.FromHours(24);
        var read = new Readings { WindowEndIncluded = included };
        Assert.True(Accepts(read, Plain, end - Millisecond, Wrote));
        Assert.Equal(accepted, Accepts(read, Plain, end, Wrote));
        Assert.False(Accepts(read, Plain, end + Millisecond, Wrote));
    }

    [Fact]
    public void The_old_plus_one_may_end()
    {
        var read = new Readings { PlusOneLife = Duration.FromDays(3) };
        var end = Noon + Duration.FromDays(4);
        Assert.True(Accepts(read, Plain, end, "2018-09-27", Wrote));
        Assert.False(Accepts(read, Plain, end + Millisecond, "2018-09-27", Wrote));
        Assert.True(Accepts(new Readings(), Plain, end + Millisecond, "2018-09-27", Wrote));

        var edition = new EditionSet(read).All[0];
        var thread = ThreadState.Evolve(ThreadState.Empty, Wrote);
        var inside = edition.Explain(in thread, Page, in Plain, end).Lanes.Single(one => one.Lane == PlusOne.LaneName);
        Assert.Equal((true, Moment.Of(end)), (inside.Open, inside.Until!.Value));
        Assert.Equal(Moment.Of(end), edition.NextClosing(in thread, Moment.Of(Noon + Duration.FromHours(25))));
        var after = edition.Explain(in thread, Page, in Plain, end + Millisecond);
        Assert.False(after.Lanes.Single(one => one.Lane == PlusOne.LaneName).Open);
    }

    [Theory]
    [InlineData(5, 10, true)]
    [InlineData(2, 10, false)]
    [InlineData(5, 2, false)]
    public void How_often_a_person_may_be_asked_is_a_reading(int perDay, int perWeek, bool accepted)
    {
        var read = new Readings { OneTimeRequestsPerDay = perDay, OneTimeRequestsPerWeek = perWeek };
        Assert.Equal(
            accepted,
            Accepts(read, Question with { Title = "c" }, Noon + Duration.FromHours(1), Wrote, Asked("a"), Asked("b")));
    }

    [Fact]
    public void Whether_a_title_may_be_asked_for_twice_is_a_reading()
    {
        Assert.False(Accepts(new Readings(), Question, Noon, Wrote, Asked("a")));
        Assert.True(Accepts(new Readings { OneTimeTitleOnce = false }, Question, Noon, Wrote, Asked("a")));
    }

    [Fact]
    public void How_long_a_token_lives_is_a_reading()
    {
        var follow = Plain with { Address = Address.OneTimeToken, Named = "t" };
        var opted = new ThreadEvent.OneTimeOptIn(Noon, Channel.Messenger, "t", "a");
        var read = new Readings { OneTimeLife = Duration.FromDays(30) };
        Assert.True(Accepts(read, follow, Noon + Duration.FromDays(30) - Millisecond, opted));
        Assert.False(Accepts(read, follow, Noon + Duration.FromDays(30), opted));
        Assert.True(Accepts(new Readings(), follow, Noon + Duration.FromDays(30), opted));
    }

    [Fact]
    public void Whether_surveys_wait_for_each_other_is_a_reading()
    {
        var sent = new ThreadEvent.PageWrote(Noon, Survey, StandardWindow.LaneName);
        Assert.False(Accepts(new Readings(), Survey, Noon + Duration.FromHours(1), Wrote, sent));
        Assert.True(Accepts(new Readings { OneOpenSurvey = false }, Survey, Noon + Duration.FromHours(1), Wrote, sent));
    }

    [Fact]
    public void How_often_a_campaign_reaches_a_person_is_a_reading()
    {
        var paid = Plain with { Address = Address.Campaign, Named = "spring" };
        var sent = new ThreadEvent.PageWrote(Noon, paid, Sponsored.LaneName);
        var later = Noon + Duration.FromDays(3);
        Assert.False(Accepts(new Readings(), paid, later, Wrote, sent));
        Assert.True(Accepts(new Readings { SponsoredPerCampaign = 2 }, paid, later, Wrote, sent));
        Assert.False(Accepts(new Readings { SponsoredPerCampaign = 2 }, paid, later, Wrote, sent, sent));
    }

    [Fact]
    public void The_days_nobody_published_are_readings()
    {
        var news = Plain with { Type = MessagingType.MessageTag, Tag = News.Tag };
        var end = new LocalDate(2026, 9, 1);
        var set = new EditionSet(new Readings { NewsRetiredOn = end });
        var midnight = end.AtMidnight().InUtc().ToInstant();
        var thread = ThreadState.Evolve(ThreadState.Empty, Wrote);
        Assert.True(set.InForce(midnight - Millisecond).Decide(in thread, Page, in news, midnight).Accepted);
        Assert.Equal(
            Reason.TagUnknown, set.InForce(midnight).Decide(in thread, Page, in news, midnight).Reason);

        var early = new EditionSet(new Readings { SponsoredRetiredOn = new LocalDate(2024, 7, 31) });
        var paid = Plain with { Address = Address.Campaign, Named = "summer" };
        var day = Instant.FromUtc(2024, 8, 1, 0, 0);
        Assert.Equal(Reason.LaneRetired, early.InForce(day).Decide(in thread, Page, in paid, day).Reason);
        Assert.True(EditionCatalogue.InForce(day).Decide(in thread, Page, in paid, day).Accepted);
    }

    [Theory]
    [InlineData(24, 24, true)]
    [InlineData(47, 48, false)]
    [InlineData(48, 48, true)]
    public void How_long_a_silence_is_a_lapse_is_a_reading(int silence, int lapse, bool due)
    {
        var read = new Readings { Lapse = Duration.FromHours(lapse) };
        var bot = new ThreadEvent.PageWrote(Noon, Plain, StandardWindow.LaneName);
        var back = new ThreadEvent.PersonActed(
            Noon + Duration.FromHours(silence), Channel.Messenger, PersonAct.Message);
        var thread = State(Wrote, bot, back);
        var edition = new EditionSet(read).Default;
        var obligations = edition.Explain(in thread, Page, in Plain, back.At).Obligations;
        Assert.Equal(due ? ["lapse"] : [], obligations.Select(one => one.Moment));
    }

    [Fact]
    public void Where_law_asks_for_a_disclosure_is_a_reading()
    {
        var set = new EditionSet(new Readings { DisclosureMarkets = ["FR", "US-NY"] });
        foreach (var (country, region, market) in new (string, string?, string?)[]
        {
            ("FR", null, "FR"), ("US", "NY", "US-NY"), ("US", "CA", null), ("DE", null, null),
        })
        {
            var thread = State(
                new ThreadEvent.PersonPlaced(Noon, Channel.Messenger, new Place(country, region)), Wrote);
            var owed = Assert.Single(set.Default.Explain(in thread, Page, in Plain, Noon).Obligations);
            Assert.Equal(market, owed.Market);
        }
    }

    [Fact]
    public void Whether_a_stop_may_be_confirmed_is_a_reading()
    {
        var stop = new ThreadEvent.PersonActed(Noon, Channel.Messenger, PersonAct.Message) { SaysStop = true };
        var thread = State(stop);
        Assert.DoesNotContain("optout", Found(new Readings()));
        Assert.Contains("optout", Found(new Readings { StopConfirmed = false }));

        IEnumerable<string> Found(Readings read)
        {
            var findings = new EditionSet(read).Default.Decide(in thread, Page, in Plain, Noon).Findings;
            return findings.Span.ToArray().Select(one => one.Rule);
        }
    }

    [Fact]
    public void What_cannot_work_is_named_with_what_was_expected() =>
        Assert.All(Unsound, one => Assert.Equal([one.Fault], one.Read.Faults()));

    [Fact]
    public void What_lies_at_the_bounds_works() => Assert.All(Sound, read => Assert.Empty(read.Faults()));

    [Theory]
    [InlineData("Germany")]
    [InlineData("de")]
    [InlineData("D1")]
    [InlineData("DEU")]
    [InlineData("D")]
    [InlineData("")]
    [InlineData("US-")]
    [InlineData("US-ca")]
    [InlineData("US-Ca")]
    [InlineData("US-CALI")]
    [InlineData("US-CA-LA")]
    [InlineData("-CA")]
    public void A_market_that_is_no_country_or_region_of_one_is_named(string market)
    {
        var fault = Assert.Single(new Readings { DisclosureMarkets = ["DE", market] }.Faults());
        Assert.Equal(
            $"`readings.disclosure_markets` has `{market}`: expected a country or region such as DE or US-CA", fault);
        Assert.False(Market.TryParse(market, out _));
    }

    [Fact]
    public void A_market_that_nobody_names_is_none() => Assert.False(Market.TryParse(null, out _));

    [Fact]
    public void Where_no_market_is_named_a_disclosure_is_only_advised()
    {
        var thread = State(
            new ThreadEvent.PersonPlaced(Noon, Channel.Messenger, new Place("DE", null)), Wrote);
        foreach (var set in new[] { default, ImmutableArray<string>.Empty })
        {
            var edition = new EditionSet(new Readings { DisclosureMarkets = set }).Default;
            Assert.False(Assert.Single(edition.Explain(in thread, Page, in Plain, Noon).Obligations).Required);
        }
    }

    private static ThreadEvent.PageWrote Asked(string title) =>
        new(Noon, Question with { Title = title }, OneTimeNotification.LaneName);

    private static ThreadState State(params ReadOnlySpan<ThreadEvent> events)
    {
        var state = ThreadState.Empty;
        foreach (var happened in events) state = ThreadState.Evolve(in state, happened);
        return state;
    }

    private static bool Accepts(Readings read, SendRequest send, Instant at, params ReadOnlySpan<ThreadEvent> events) =>
        Accepts(read, send, at, "2021-10-01", events);

    private static bool Accepts(
        Readings read, SendRequest send, Instant at, string day, params ReadOnlySpan<ThreadEvent> events)
    {
        var thread = State(events);
        Assert.True(new EditionSet(read).TryFind(day, out var edition));
        return edition.Decide(in thread, Page, in send, at).Accepted;
    }
}
