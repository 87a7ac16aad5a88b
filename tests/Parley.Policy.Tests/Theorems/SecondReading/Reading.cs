using NodaTime;

namespace Parley.Policy.Tests.Theorems.SecondReading;

/// <summary>
/// The policy told a second time, slowly and plainly: it keeps everything that happened and looks through all of it for
/// each send. Written from the policy's text, step by step in the order of the platform's checks; it shares no code
/// with the lanes. Two readings of one text must agree.
/// </summary>
/// <param name="Day">The edition's day: what is switched on or before it holds.</param>
/// <param name="Page">What is known of page and app.</param>
/// <param name="Past">Everything that happened so far, in order; of sends the accepted ones.</param>
internal sealed partial record Reading(LocalDate Day, Standing Page, IReadOnlyList<ThreadEvent> Past)
{
    // The order of the checks; the first that fails is told.
    private static readonly string[] Order =
    [
        "tag_missing", "tag_unexpected",
        "tag_retired", "tag_unknown", "type_unknown", "lane_unknown", "content_unfit",
        "channel_unfit",
        "page_restricted", "lane_restricted",
        "recipient_unknown", "comment_unknown",
        "blocked",
        "feature_missing", "news_not_registered", "one_time_not_granted", "template_unknown",
        "template_not_approved",
        "region_off",
        "outside_window", "one_time_token_unknown", "one_time_token_used", "one_time_token_expired",
        "recurring_token_unknown", "recurring_token_expired", "topic_stopped", "request_repeated", "request_quota",
        "survey_open", "too_soon", "already_replied", "comment_removed", "reply_impossible",
        "recent_interaction", "not_in_audience", "lane_retired", "marketing_region", "marketing_stopped",
        "marketing_too_soon",
    ];

    public string Answer(SendRequest send, Instant now)
    {
        now = Millisecond(now);
        var (carrier, against) = Judge(send, now);
        against = [.. against, .. AgainstAnySend(send, now)];
        if (against.Count > 0) return "refuse " + against.MinBy(reason => Array.IndexOf(Order, reason));
        if (send.Kind is not SendKind.Message) return "accept";
        var found = Findings(send, carrier!, now).ToList();
        var strict = Page.Mode is Mode.Strict && found.Exists(rule => rule[0] != '(');
        return string.Join(' ', [strict ? "refuse policy_violation" : "accept " + carrier, .. found]);
    }

    private IEnumerable<string> AgainstAnySend(SendRequest send, Instant now)
    {
        if (send is { Type: MessagingType.MessageTag, Tag: null }) yield return "tag_missing";
        if (send is { Tag: not null, Type: MessagingType.Response or MessagingType.Update or MessagingType.Utility })
            yield return "tag_unexpected";
        if (send.Channel is Channel.Instagram && Day < new LocalDate(2021, 6, 2)) yield return "channel_unfit";
        if (Restricted("all", send.Channel, now)) yield return "page_restricted";
        if (send.Address is Address.Person or Address.UserRef && !Knows(send.Channel)) yield return "recipient_unknown";
        if (send.Address is not Address.Campaign && Blocks()) yield return "blocked";
        if (send.Form is Form.Survey && AgainstSurvey(send, now) is { } survey) yield return survey;
    }

    private string? AgainstSurvey(SendRequest send, Instant now)
    {
        if (Day < new LocalDate(2021, 6, 2)) return "lane_unknown";
        if (send.Channel is Channel.Instagram) return "channel_unfit";
        if (Day < new LocalDate(2021, 9, 14) && (InEurope() || InJapan())) return "region_off";
        var last = Sends().LastOrDefault(one => one.Request.Form is Form.Survey);
        var open = last is not null
            && now < last.At + Duration.FromDays(last.Request.SurveyDays)
            && !Acts(PersonAct.Feedback).Any(answer => answer.At >= last.At);
        return open ? "survey_open" : null;
    }

    private (string? Carrier, List<string> Against) Judge(SendRequest send, Instant now)
    {
        if (send.Address is Address.Comment or Address.Post) return One("private_reply", Reply(send, now), send, now);
        if (Day >= new LocalDate(2020, 2, 4)
            && (send.Address is Address.OneTimeToken || send.Form is Form.OneTimeRequest))
            return One("one_time_notification", OneTime(send, now), send, now);
        if (Day >= new LocalDate(2022, 5, 19)
            && (send.Address is Address.RecurringToken || send.Form is Form.RecurringRequest))
            return One("recurring", Recurring(send, now), send, now);
        if (Day >= new LocalDate(2025, 9, 1) && (send.Type is MessagingType.Utility || send.Form is Form.Utility))
            return One("utility", Utility(send), send, now);
        if (send.Address is Address.Campaign) return One("sponsored", Sponsored(send, now), send, now);
        if (Day >= new LocalDate(2025, 7, 1) && send.Address is Address.Marketing)
            return One("marketing", Marketing(send, now), send, now);
        if (send.Address is not (Address.Person or Address.UserRef)) return (null, ["lane_unknown"]);
        if (send.Type is MessagingType.Utility) return (null, ["type_unknown"]);
        if (send.Form is Form.OneTimeRequest or Form.RecurringRequest or Form.Utility) return (null, ["lane_unknown"]);
        return send.Tag is null ? Untagged(send, now) : Tagged(send, now);
    }

    // A lane that was called by name: nothing else may carry the send.
    private (string? Carrier, List<string> Against) One(string lane, string? against, SendRequest send, Instant now)
    {
        List<string> all = against is null ? [] : [against];
        var underTag = lane is "human_agent" or "customer_feedback" or "news"
            || lane.StartsWith("tag:", StringComparison.Ordinal);
        if (Restricted(lane, send.Channel, now) || (underTag && Restricted("tags", send.Channel, now)))
            all.Add("lane_restricted");
        return (lane, all);
    }

    private (string? Carrier, List<string> Against) Untagged(SendRequest send, Instant now)
    {
        if (send.Kind is SendKind.MarkSeen) return ("seen", []);
        var restricted = false;
        foreach (var (lane, open) in new[]
        {
            ("standard", StandardIsOpen(send.Channel, now)),
            ("ad", AdWindowIsOpen(now)),
            ("plus_one", OneMoreIsLeft(send, now)),
        })
        {
            if (!open) continue;
            if (!Restricted(lane, send.Channel, now)) return (lane, []);
            restricted = true;
        }

        return (null, [restricted ? "lane_restricted" : "outside_window"]);
    }

    private (string? Carrier, List<string> Against) Tagged(SendRequest send, Instant now)
    {
        var tag = send.Tag!;
        var legacy = tag is "SHIPPING_UPDATE" && Day < new LocalDate(2020, 3, 4);
        var event2019 = tag is "CONFIRMED_EVENT_UPDATE" or "POST_PURCHASE_UPDATE" && Day >= new LocalDate(2019, 8, 29);
        var three = event2019 || tag is "ACCOUNT_UPDATE";
        var human = tag is "HUMAN_AGENT" && Day >= new LocalDate(2019, 8, 29);
        var feedback = tag is "CUSTOMER_FEEDBACK" && Day >= new LocalDate(2021, 6, 2);
        var news = tag is "NON_PROMOTIONAL_SUBSCRIPTION";
        if (!(legacy || three || human || feedback || news)) return (null, ["tag_unknown"]);
        var onInstagram = send.Channel is Channel.Instagram;
        if (three && Day >= new LocalDate(2026, 4, 27)) return (null, [onInstagram ? "channel_unfit" : "tag_retired"]);
        var lane = human ? "human_agent" : feedback ? "customer_feedback" : news ? "news" : "tag:" + tag;
        if (onInstagram && !human) return One(lane, "channel_unfit", send, now);
        var wroteInTime = Acts(PersonAct.Message, PersonAct.Tap).Any(act => now <= act.At + Duration.FromDays(7));
        var approved = Day < new LocalDate(2020, 3, 4) ? Page.SubscriptionApproved : Page.NewsRegistered;
        var against =
            human && !Page.Features.Contains("human_agent") ? "feature_missing"
            : feedback && send.Form is not Form.Survey ? "content_unfit"
            : news && !approved ? "news_not_registered"
            : (human || feedback) && !wroteInTime ? "outside_window"
            : null;
        return One(lane, against, send, now);
    }
}
