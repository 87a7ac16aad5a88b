using System.Text.Json.Nodes;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>The webhook bodies that tell a page of what a person did.</summary>
/// <param name="page">The page.</param>
/// <param name="instagram">Its Instagram account, if the story plays there.</param>
/// <param name="person">The person's id.</param>
internal sealed class LogWebhooks(string page, string? instagram, string person)
{
    private readonly LogComments comments = new(page, instagram, person);

    /// <summary>The account the webhooks come from.</summary>
    public string Account { get; } = instagram ?? page;

    private bool OnInstagram => instagram is not null;

    /// <summary>The fact of a log that stands for an act no webhook tells of, or null.</summary>
    public static string? FactOf(string act) => act switch
    {
        "block" => "blocked",
        "unblock" => "unblocked",
        "mute" => "muted",
        "unmute" => "unmuted",
        "end_broadcast" => "broadcast_ended",
        _ => null,
    };

    /// <summary>The body of an act; null where nothing reaches the page.</summary>
    public JsonObject? Of(Deed deed, Func<string?, string, string?> ofTemplate) => deed.Act switch
    {
        "comment" or "visitor_post" => Change(deed, comments.Field(deed), comments.Of(deed)),
        "remove_comment" => Change(deed, "feed", LogComments.Removed(deed)),
        "link" when !OnInstagram && deed.Text("ref") is null => null,
        "ad_click" => Messaging(deed, "referral", Ad(deed)),
        "message" or "quick_reply" or "ice_breaker" or "story_reply" or "story_mention" =>
            Messaging(deed, "message", Message(deed)),
        "postback" or "menu" => Messaging(deed, "postback", Postback(deed, deed.Text("payload") ?? "TAPPED")),
        "get_started" => Messaging(deed, "postback", Postback(deed, "GET_STARTED")),
        "reaction" or "unreact" => Messaging(deed, "reaction", Reaction(deed)),
        "link" => Messaging(deed, "referral", Link(deed)),
        "read" => Messaging(deed, "read", new JsonObject { ["watermark"] = Stamp(deed) }),
        "checkbox" => Messaging(deed, "optin", new JsonObject { ["ref"] = "form", ["user_ref"] = deed.Id }),
        "notify_me" => Messaging(deed, "optin", OneTime(deed, ofTemplate)),
        "subscribe" => Messaging(deed, "optin", Recurring(deed, ofTemplate)),
        "stop" => Messaging(deed, "optin", Status(deed, "STOP NOTIFICATIONS")),
        "resume" => Messaging(deed, "optin", Status(deed, "RESUME NOTIFICATIONS")),
        "feedback" => Messaging(deed, "messaging_feedback", new JsonObject { ["feedback_screens"] = new JsonArray() }),
        _ => throw new FormatException($"No webhook for {deed.Act}"),
    };

    private static JsonObject Message(Deed deed)
    {
        var message = new JsonObject { ["mid"] = deed.Id };
        if (deed.Act == "story_mention")
        {
            var payload = new JsonObject { ["url"] = "https://example.com/story" };
            var mention = new JsonObject { ["type"] = "story_mention", ["payload"] = payload };
            message["attachments"] = new JsonArray(mention);
        }
        else
        {
            message["text"] = deed.Text("text") ?? deed.Text("payload") ?? "";
        }

        if (deed.Act == "quick_reply") message["quick_reply"] = new JsonObject { ["payload"] = deed.Text("payload") };
        if (deed.Body["ad"] is not null) message["referral"] = Ad(deed);
        return message;
    }

    private static JsonObject Postback(Deed deed, string payload) => new()
    {
        ["mid"] = deed.Id,
        ["title"] = deed.Act == "get_started" ? "Get Started" : deed.Text("title") ?? "Tap",
        ["payload"] = payload,
    };

    private static JsonObject Reaction(Deed deed) => new()
    {
        ["mid"] = deed.Text("mid"),
        ["action"] = deed.Act == "unreact" ? "unreact" : "react",
        ["reaction"] = deed.Text("reaction"),
    };

    private static JsonObject Ad(Deed deed) => new()
    {
        ["source"] = "ADS",
        ["type"] = "OPEN_THREAD",
        ["ad_id"] = (deed.Body["ad"]?["ad_id"] ?? deed.Body["ad_id"])?.ToString(),
    };

    private static JsonObject Link(Deed deed)
    {
        var referral = new JsonObject { ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" };
        if (deed.Text("ref") is { } name) referral["ref"] = name;
        return referral;
    }

    private static JsonObject OneTime(Deed deed, Func<string?, string, string?> ofTemplate) => new()
    {
        ["type"] = "one_time_notif_req",
        ["payload"] = ofTemplate(deed.Text("mid"), "payload"),
        ["one_time_notif_token"] = deed.Id,
    };

    private static JsonObject Recurring(Deed deed, Func<string?, string, string?> ofTemplate)
    {
        var mid = deed.Text("mid");
        var optin = Status(deed, null);
        optin["title"] = ofTemplate(mid, "title");
        optin["notification_messages_timezone"] = ofTemplate(mid, "notification_messages_timezone") ?? "UTC";
        if (ofTemplate(mid, "notification_messages_frequency") is { } frequency)
            optin["notification_messages_frequency"] = frequency;
        return optin;
    }

    private static JsonObject Status(Deed deed, string? status)
    {
        var optin = new JsonObject
        {
            ["type"] = "notification_messages",
            ["payload"] = "NEWS",
            ["notification_messages_token"] = deed.Text("token") ?? deed.Id,
        };
        if (status is not null) optin["notification_messages_status"] = status;
        return optin;
    }

    private JsonObject Messaging(Deed deed, string member, JsonObject value)
    {
        var element = new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = Account },
            ["timestamp"] = Stamp(deed),
        };
        if (deed.Act != "checkbox") element["sender"] = new JsonObject { ["id"] = person };
        element[member] = value;
        return Body(deed, Stamp(deed), "messaging", element);
    }

    private JsonObject Change(Deed deed, string field, JsonObject value) => Body(
        deed,
        OnInstagram ? Stamp(deed) : deed.At.ToUnixTimeSeconds(),
        "changes",
        new JsonObject { ["field"] = field, ["value"] = value });

    private JsonObject Body(Deed deed, long time, string list, JsonObject element) => new()
    {
        ["object"] = OnInstagram ? "instagram" : "page",
        ["entry"] = new JsonArray(
            new JsonObject { ["id"] = Account, ["time"] = time, [list] = new JsonArray(element) }),
    };

    private static long Stamp(Deed deed) => deed.At.ToUnixTimeMilliseconds();
}
