using System.Collections.Immutable;

namespace Parley.Wire.Content;

/// <summary>The rules a review can find something for: the names the kernel knows them by. A closed list.</summary>
public static class ContentRules
{
    /// <summary>Advertising or solicitation: discounts, coupons, sales, launches, donations, daily deals.</summary>
    public const string Promo = "promo";

    /// <summary>An offer of more of what the person already has.</summary>
    public const string Upsell = "upsell";

    /// <summary>An offer of something that goes with what the person bought.</summary>
    public const string CrossSell = "cross_sell";

    /// <summary>A survey, poll or review prompt about what happened between the page and the person.</summary>
    public const string Survey = "survey";

    /// <summary>A survey or poll about anything else.</summary>
    public const string SurveyUnrelated = "survey.unrelated";

    /// <summary>About an event that is over.</summary>
    public const string EventPast = "event.past";

    /// <summary>About an event the person has not registered for: buy a ticket, tour dates.</summary>
    public const string EventUnregistered = "event.unregistered";

    /// <summary>Something that comes round: a statement, a bill, a digest.</summary>
    public const string Recurring = "recurring";

    /// <summary>Has nothing to do with the inquiry. No words prove it, so the built-in review never says it.</summary>
    public const string OffTopic = "off_topic";

    /// <summary>Made by or promoting somebody else: branded content, affiliate links.</summary>
    public const string ThirdParty = "third_party";

    /// <summary>A reward for opting in.</summary>
    public const string Incentive = "incentive";

    /// <summary>Holds or asks for a card or account number.</summary>
    public const string Card = "card";

    /// <summary>Links to a payment page off the platform.</summary>
    public const string PayLink = "paylink";

    /// <summary>Sells digital goods.</summary>
    public const string Digital = "digital";

    /// <summary>Patient data from a healthcare provider.</summary>
    public const string Health = "health";

    /// <summary>Says itself that nobody asked for it.</summary>
    public const string Consent = "consent";

    /// <summary>Chain letters, fake engagement, deceptive winnings.</summary>
    public const string Spam = "spam";

    /// <summary>Tells the person that a machine is writing. No offence: it fulfils a duty.</summary>
    public const string Discloses = "discloses";

    /// <summary>Every rule, in the order findings are reported.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Promo, Upsell, CrossSell, Survey, SurveyUnrelated, EventPast, EventUnregistered, Recurring, OffTopic,
        ThirdParty, Incentive, Card, PayLink, Digital, Health, Consent, Spam, Discloses,
    ];
}
