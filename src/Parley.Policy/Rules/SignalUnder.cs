using Parley.Policy.Lanes;

namespace Parley.Policy.Rules;

/// <summary>
/// Content that a lane does not bear: promotion under a tag, a survey, a past event, a third party in news.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Message tags" (use cases allowed and not allowed), policy
/// overview, "Page subscription messaging", Developer Policies on messaging. The wire judges no content; the rules do.
/// </remarks>
/// <param name="Under">Where it is not borne.</param>
/// <param name="Code">What the review noticed.</param>
/// <param name="Name">The rule's name, as printed.</param>
public sealed record SignalUnder(Scope Under, string Code, string Name) : Rule
{
    /// <inheritdoc/>
    public override bool RestsOnContent => true;

    /// <inheritdoc/>
    public override Finding? Find(in Case asked, string lane) =>
        Seen(in asked) is { } signal && Covers(in asked, lane)
            ? new Finding(Name, FindingLevel.Violation, signal.Because) { Passage = signal.Passage }
            : null;

    // A survey that no message or tap came before is unrelated to any; an unrelated one is a survey all the same.
    private Signal? Seen(in Case asked) => Code switch
    {
        Signals.UnrelatedSurvey => Noticed(in asked, Code)
            ?? (asked.Thread.Clocks.MessageOrTap.Happened ? null : Noticed(in asked, Signals.Survey)),
        Signals.Survey => Noticed(in asked, Code) ?? Noticed(in asked, Signals.UnrelatedSurvey),
        _ => Noticed(in asked, Code),
    };

    private bool Covers(in Case asked, string lane) => Under switch
    {
        Scope.AnyLane => true,
        Scope.AnyTag => asked.Request.Tagged && lane is not News.LaneName,
        Scope.TagWithoutSurvey => asked.Request.Tag is not (null or CustomerFeedback.Tag) && lane is not News.LaneName,
        Scope.EventTag => asked.Request.Tag is "CONFIRMED_EVENT_UPDATE",
        Scope.AccountTag => asked.Request.Tag is "ACCOUNT_UPDATE",
        Scope.HumanAgent => lane is HumanAgent.LaneName,
        Scope.News => lane is News.LaneName,
        Scope.Utility => lane is Utility.LaneName,
        Scope.NotificationRequest => asked.Request.Form is Form.OneTimeRequest or Form.RecurringRequest,
        Scope.OneTimeFollowUp => asked.Request.Address is Address.OneTimeToken,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Where content is judged.</summary>
public enum Scope : byte
{
    /// <summary>Everywhere.</summary>
    AnyLane = 0,

    /// <summary>Under every tag but the news tag, inside the window too: the tag decides, not the window.</summary>
    AnyTag = 1,

    /// <summary>Under CONFIRMED_EVENT_UPDATE.</summary>
    EventTag = 2,

    /// <summary>Under ACCOUNT_UPDATE.</summary>
    AccountTag = 3,

    /// <summary>On the human agent's lane.</summary>
    HumanAgent = 4,

    /// <summary>On the news lane.</summary>
    News = 5,

    /// <summary>On the utility lane.</summary>
    Utility = 6,

    /// <summary>In a request to opt in.</summary>
    NotificationRequest = 7,

    /// <summary>In the message a one-time token carries.</summary>
    OneTimeFollowUp = 8,

    /// <summary>Under every tag but the news tag and the one that is made for surveys.</summary>
    TagWithoutSurvey = 9,
}
