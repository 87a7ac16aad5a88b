namespace Parley.Policy;

/// <summary>
/// What a content review can notice in a message. Names are printed as rules where a rule takes them up.
/// </summary>
public static class Signals
{
    /// <summary>
    /// Advertising or solicitation: coupon, discount, sale, daily deal, product announcement, donation.
    /// </summary>
    public const string Promotion = "promo";

    /// <summary>An offer of more of what was bought.</summary>
    public const string Upsell = "upsell";

    /// <summary>An offer of something else than what was bought.</summary>
    public const string CrossSell = "cross_sell";

    /// <summary>A survey, poll or review prompt.</summary>
    public const string Survey = "survey";

    /// <summary>A survey unrelated to an interaction in this thread.</summary>
    public const string UnrelatedSurvey = "survey.unrelated";

    /// <summary>An event that is over.</summary>
    public const string PastEvent = "event.past";

    /// <summary>An event the person did not register for.</summary>
    public const string UnregisteredEvent = "event.unregistered";

    /// <summary>A recurring statement: bill due, statement ready, new listings.</summary>
    public const string Recurring = "recurring";

    /// <summary>Not what the person asked about, or asked for.</summary>
    public const string OffTopic = "off_topic";

    /// <summary>Content produced by or promoting a third party.</summary>
    public const string ThirdParty = "third_party";

    /// <summary>A reward for opting in.</summary>
    public const string Incentive = "incentive";

    /// <summary>A card or account number, sent or asked for.</summary>
    public const string Card = "card";

    /// <summary>A link to an off-platform payment page.</summary>
    public const string PayLink = "paylink";

    /// <summary>Digital goods sold.</summary>
    public const string Digital = "digital";

    /// <summary>Talk between a person and a healthcare provider, or a provider's patient data.</summary>
    public const string Health = "health";

    /// <summary>Contact without the needed consent.</summary>
    public const string Consent = "consent";

    /// <summary>Spam by the community standards.</summary>
    public const string Spam = "spam";

    /// <summary>The message says that automation is at work.</summary>
    public const string Disclosure = "discloses";
}
