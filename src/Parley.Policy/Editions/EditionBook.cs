using System.Collections.Immutable;
using NodaTime;
using Parley.Policy.Lanes;
using Parley.Policy.Rules;

namespace Parley.Policy.Editions;

/// <summary>
/// Every dated switch of the policy, and the edition that all switches on or before a day make. Read a lane's line
/// aloud: from this day, until that day, this lane.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform changelog and its archive, policy overviews of 2018, 2019, 2021
/// and 2026, Instagram messaging changelog. A switch turns at 00:00 UTC of its day, which is our reading; Meta
/// publishes days.
/// </remarks>
internal static class EditionBook
{
    private static readonly string[] LegacyTags =
    [
        "BUSINESS_PRODUCTIVITY", "COMMUNITY_ALERT", "CONFIRMED_EVENT_REMINDER", "PAIRING_UPDATE", "APPLICATION_UPDATE",
        "PAYMENT_UPDATE", "PERSONAL_FINANCE_UPDATE", "SHIPPING_UPDATE", "RESERVATION_UPDATE", "ISSUE_RESOLUTION",
        "APPOINTMENT_UPDATE", "GAME_EVENT", "TRANSPORTATION_UPDATE", "FEATURE_FUNCTIONALITY_UPDATE", "TICKET_UPDATE",
    ];

    private static readonly string[] TagsOf2019 = ["CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE"];

    private static readonly string[] Anywhere =
        [Signals.Card, Signals.PayLink, Signals.Digital, Signals.Health, Signals.Consent, Signals.Spam];

    /// <summary>The days on which something changes, ascending.</summary>
    public static ImmutableArray<LocalDate> Days { get; } =
    [
        new(2018, 9, 27), new(2019, 8, 29), new(2019, 9, 30), new(2020, 2, 4), new(2020, 3, 4), new(2020, 12, 16),
        new(2021, 3, 30), new(2021, 4, 20), new(2021, 6, 2), new(2021, 8, 6), new(2021, 8, 10), new(2021, 9, 1),
        new(2021, 9, 14), new(2021, 10, 1), new(2021, 11, 9), new(2022, 4, 19), new(2022, 5, 19), new(2022, 8, 16),
        new(2022, 11, 9), new(2023, 2, 2), new(2023, 5, 10), new(2023, 8, 10), new(2023, 10, 12),
        new(2023, 10, 17), new(2024, 5, 9), new(2024, 8, 19), new(2025, 7, 1), new(2025, 9, 1), new(2026, 2, 10),
        new(2026, 4, 27), new(2026, 6, 25), new(2026, 9, 28),
    ];

    /// <summary>The same with the days that are a matter of reading.</summary>
    public static IEnumerable<LocalDate> DaysOf(Readings readings) => Days
        .Append(readings.OneTimeBackOn)
        .Append(readings.SurveysRelaxedOn)
        .Append(readings.SponsoredRetiredOn)
        .Concat(readings.NewsRetiredOn is { } end ? [end] : [])
        .Distinct()
        .Order();

    /// <summary>The edition that all switches on or before a day make.</summary>
    public static Edition On(LocalDate day, Readings readings) => new(
        day, [.. LanesOn(day, readings)], [.. RulesOn(day, readings)])
    {
        Labels = LabelsOn(day),
        PersonasOff = LabelsAndPersonasOff(day),
        // In Europe and Japan these never came back.
        PersonMenusOff = new RegionsOff(
            Europe: day >= new LocalDate(2020, 12, 16), Japan: day >= new LocalDate(2021, 3, 30)),
        RepliesByEdge = day < new LocalDate(2020, 3, 4),
    };

    private static IEnumerable<Lane> LanesOn(LocalDate day, Readings readings)
    {
        bool From(int y, int m, int d) => day >= new LocalDate(y, m, d);
        bool Until(int y, int m, int d) => day < new LocalDate(y, m, d);
        Duration Days(int days) => Closed(Duration.FromDays(days), readings);

        yield return new TagForm();
        if (Until(2021, 6, 2)) yield return new InstagramClosed();
        yield return new KnownRecipient();
        yield return new Block();
        yield return new SharedThread();
        var survey = new SurveyForm(
            Exists: From(2021, 6, 2), OffInEurope: Until(2021, 9, 14), OneAtATime: readings.OneOpenSurvey);
        yield return survey;
        yield return new PersonaForm(LabelsAndPersonasOff(day));

        var standard = new StandardWindow(CountingOn(day), Days(1));
        yield return standard;
        if (From(2026, 9, 28)) yield return new AdWindow(Days(7));
        if (Until(2020, 3, 4)) yield return new PlusOne(standard, readings.PlusOneLife);
        yield return new Seen();

        // Called by name, the one that serves most first: the order is what a decision proposes next.
        if (From(2019, 8, 29)) yield return new HumanAgent(Days(7));
        yield return RepliesOn(day, Days(7));
        if (From(2020, 2, 4))
        {
            var away = day < readings.OneTimeBackOn;
            yield return new OneTimeNotification(
                standard,
                new RegionsOff(Europe: From(2020, 12, 16) && away, Japan: From(2021, 3, 30) && away),
                readings);
        }

        if (From(2022, 5, 19)) yield return new Recurring(standard, RecurringOn(day));
        if (From(2021, 6, 2)) yield return new CustomerFeedback(survey, Days(7));
        if (!(readings.NewsRetiredOn is { } end && day >= end))
            yield return new News(Registered: From(2020, 3, 4));
        foreach (var lane in TagsOn(day)) yield return lane;
        if (From(2025, 9, 1)) yield return new Utility();
        yield return new Sponsored(
            CountingOn(day), Retired: day >= readings.SponsoredRetiredOn, readings.SponsoredPerCampaign);
        if (From(2025, 7, 1)) yield return new Marketing();
    }

    // A window is closed at its end; one that is open there ends a millisecond sooner.
    private static Duration Closed(Duration length, Readings readings) =>
        readings.WindowEndIncluded ? length : length - Duration.FromMilliseconds(1);

    private static ValueList<Market> MarketsOf(Readings readings)
    {
        ValueList<Market> markets = default;
        foreach (var name in readings.DisclosureMarkets.IsDefault ? [] : readings.DisclosureMarkets)
        {
            if (Market.TryParse(name, out var market)) markets = markets.Add(market);
        }

        return markets;
    }

    private static IEnumerable<Lane> TagsOn(LocalDate day)
    {
        var legacy = day < new LocalDate(2020, 3, 4);
        var current = day >= new LocalDate(2019, 8, 29);
        var retired = day >= new LocalDate(2026, 4, 27);
        foreach (var tag in legacy ? LegacyTags : []) yield return new MessageTag(tag);
        foreach (var tag in current ? TagsOf2019 : []) yield return retired ? new RetiredTag(tag) : new MessageTag(tag);
        yield return retired ? new RetiredTag("ACCOUNT_UPDATE") : new MessageTag("ACCOUNT_UPDATE");
    }

    private static CountingActs CountingOn(LocalDate day)
    {
        bool From(int y, int m, int d) => day >= new LocalDate(y, m, d);
        bool Until(int y, int m, int d) => day < new LocalDate(y, m, d);

        var messenger = Openers.MessageOrTap | Openers.PluginOptIn | Openers.MessageRequest;
        if (From(2020, 3, 4)) messenger |= Openers.Reaction | Openers.MessengerLink;
        if (From(2021, 9, 1)) messenger |= Openers.LoginConnect;

        var instagram = Openers.MessageOrTap | Openers.Reaction | Openers.InstagramLink;

        const Openers links = Openers.PluginOptIn | Openers.MessengerLink;
        var notInEurope = Openers.None;
        if (From(2020, 12, 16) && Until(2021, 4, 20)) notInEurope |= links;
        if (From(2020, 12, 16) && Until(2022, 4, 19)) notInEurope |= Openers.Reaction;
        var notInJapan = Openers.None;
        if (From(2021, 3, 30) && Until(2021, 4, 20)) notInJapan |= links;
        if (From(2021, 3, 30) && Until(2022, 4, 19)) notInJapan |= Openers.Reaction;
        return new CountingActs(messenger, instagram, notInEurope, notInJapan);
    }

    private static PrivateReply RepliesOn(LocalDate day, Duration reach)
    {
        bool From(int y, int m, int d) => day >= new LocalDate(y, m, d);

        List<CommentPlace> messenger =
            [CommentPlace.Post, CommentPlace.VisitorPost, CommentPlace.Ad, CommentPlace.Live];
        if (From(2023, 5, 10)) messenger.Add(CommentPlace.Group);
        if (From(2023, 10, 12)) messenger.Add(CommentPlace.Reel);
        var instagram = new List<CommentPlace> { CommentPlace.Post };
        if (From(2021, 11, 9)) instagram.Add(CommentPlace.Live);
        if (From(2022, 8, 16)) instagram.Add(CommentPlace.Reel);
        if (From(2022, 11, 9)) instagram.Add(CommentPlace.Ad);
        return new PrivateReply(
            reach,
            PlaceSet.Of([.. messenger]),
            PlaceSet.Of([.. instagram]),
            TextOnly: !From(2019, 9, 30),
            From(2021, 9, 14) ? InstagramReplyTag.Refused
            : From(2021, 8, 6) ? InstagramReplyTag.Allowed
            : InstagramReplyTag.Required);
    }

    private static RecurringEra RecurringOn(LocalDate day)
    {
        bool From(int y, int m, int d) => day >= new LocalDate(y, m, d);

        var rolling = From(2025, 9, 1) ? Duration.FromHours(48) : Duration.FromHours(24);
        return new RecurringEra(
            Rolling: From(2023, 2, 2) ? rolling : null,
            KeepsCalendars: !From(2025, 9, 1),
            FollowUps: From(2023, 2, 2) ? 3 : 0,
            ImmortalFrom: From(2023, 8, 10) ? Moment.Of(Instant.FromUtc(2023, 8, 10, 0, 0)) : Moment.Never,
            ClosedToNewcomers: From(2025, 9, 1),
            OnlyWhereKept: From(2026, 2, 10));
    }

    private static Labels LabelsOn(LocalDate day) =>
        new(AskTerms: day >= new LocalDate(2021, 10, 1), LabelsAndPersonasOff(day));

    private static RegionsOff LabelsAndPersonasOff(LocalDate day)
    {
        var back = new LocalDate(2023, 10, 17);
        return new RegionsOff(
            Europe: day >= new LocalDate(2020, 12, 16) && day < back,
            Japan: day >= new LocalDate(2021, 3, 30) && day < back);
    }

    private static IEnumerable<Rule> RulesOn(LocalDate day, Readings readings)
    {
        var current = day >= new LocalDate(2019, 8, 29);
        var surveysRelaxed = day >= readings.SurveysRelaxedOn;

        yield return new HumanAuthor();
        yield return new SignalUnder(Scope.AnyTag, Signals.Promotion, "promo_tag");
        yield return new SignalUnder(Scope.AnyTag, Signals.Upsell, "upsell");
        yield return new SignalUnder(Scope.AnyTag, Signals.CrossSell, "cross_sell");
        yield return surveysRelaxed || !current
            ? new SignalUnder(Scope.AnyTag, Signals.UnrelatedSurvey, "survey.unrelated")
            : new SignalUnder(Scope.TagWithoutSurvey, Signals.Survey, "survey");
        if (current)
        {
            yield return new SignalUnder(Scope.EventTag, Signals.PastEvent, "event.past");
            yield return new SignalUnder(Scope.EventTag, Signals.UnregisteredEvent, "event.unregistered");
            yield return new SignalUnder(Scope.AccountTag, Signals.Recurring, "recurring");
        }

        yield return new SignalUnder(Scope.HumanAgent, Signals.OffTopic, "unrelated");
        yield return new SignalUnder(Scope.News, Signals.Promotion, "promo");
        yield return new SignalUnder(Scope.News, Signals.ThirdParty, "third_party");
        yield return new SignalUnder(Scope.News, Signals.Upsell, "upsell");
        yield return new SignalUnder(Scope.Utility, Signals.Promotion, "promo");
        yield return new SignalUnder(Scope.OneTimeFollowUp, Signals.OffTopic, "purpose");
        yield return new SignalUnder(Scope.NotificationRequest, Signals.Incentive, "incentive");
        yield return new LoginConnectTag();
        foreach (var code in Anywhere) yield return new SignalUnder(Scope.AnyLane, code, code);

        yield return new OptOut(readings.StopConfirmed);
        yield return new Disclosure(readings.Lapse, MarketsOf(readings));
        yield return new Escalation();
    }
}
