using System.Collections.Immutable;
using Parley.Policy;

namespace Parley.Wire.Content;

/// <summary>The rules a review can find something for: the kernel's <see cref="Signals"/>. A closed list.</summary>
public static class ContentRules
{
    /// <summary>Advertising or solicitation: discounts, coupons, sales, launches, donations, daily deals.</summary>
    public const string Promo = Signals.Promotion;

    /// <summary>An offer of more of what the person already has.</summary>
    public const string Upsell = Signals.Upsell;

    /// <summary>An offer of something that goes with what the person bought.</summary>
    public const string CrossSell = Signals.CrossSell;

    /// <summary>A survey, poll or review prompt about what happened between the page and the person.</summary>
    public const string Survey = Signals.Survey;

    /// <summary>A survey or poll about anything else.</summary>
    public const string SurveyUnrelated = Signals.UnrelatedSurvey;

    /// <summary>About an event that is over.</summary>
    public const string EventPast = Signals.PastEvent;

    /// <summary>About an event the person has not registered for: buy a ticket, tour dates.</summary>
    public const string EventUnregistered = Signals.UnregisteredEvent;

    /// <summary>Something that comes round: a statement, a bill, a digest.</summary>
    public const string Recurring = Signals.Recurring;

    /// <summary>Has nothing to do with the inquiry. No words prove it, so the built-in review never says it.</summary>
    public const string OffTopic = Signals.OffTopic;

    /// <summary>Made by or promoting somebody else: branded content, affiliate links.</summary>
    public const string ThirdParty = Signals.ThirdParty;

    /// <summary>A reward for opting in.</summary>
    public const string Incentive = Signals.Incentive;

    /// <summary>Holds or asks for a card or account number.</summary>
    public const string Card = Signals.Card;

    /// <summary>Links to a payment page off the platform.</summary>
    public const string PayLink = Signals.PayLink;

    /// <summary>Sells digital goods.</summary>
    public const string Digital = Signals.Digital;

    /// <summary>Patient data from a healthcare provider.</summary>
    public const string Health = Signals.Health;

    /// <summary>Says itself that nobody asked for it.</summary>
    public const string Consent = Signals.Consent;

    /// <summary>Chain letters, fake engagement, deceptive winnings.</summary>
    public const string Spam = Signals.Spam;

    /// <summary>Tells the person that a machine is writing. No offence: it fulfils a duty.</summary>
    public const string Discloses = Signals.Disclosure;

    /// <summary>Every rule, in the order findings are reported.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Promo, Upsell, CrossSell, Survey, SurveyUnrelated, EventPast, EventUnregistered, Recurring, OffTopic,
        ThirdParty, Incentive, Card, PayLink, Digital, Health, Consent, Spam, Discloses,
    ];
}
