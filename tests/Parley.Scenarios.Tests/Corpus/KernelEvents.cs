using System.Text.Json.Nodes;
using NodaTime;
using Parley.Policy;
using Parley.Wire.Content;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>What a deed of a story is to the kernel.</summary>
internal static class KernelEvents
{
    private static readonly BuiltInReview Words = new();

    /// <summary>The event of an act.</summary>
    /// <param name="deed">What was done.</param>
    /// <param name="channel">Where.</param>
    /// <param name="ofTemplate">A member of the template of the message with a mid.</param>
    public static ThreadEvent Of(Deed deed, Channel channel, Func<string?, string, string?> ofTemplate)
    {
        var (at, mid) = (deed.At, deed.Text("mid"));
        return deed.Act switch
        {
            "block" => new ThreadEvent.Blocked(at),
            "unblock" => new ThreadEvent.Unblocked(at),
            "mute" => new ThreadEvent.Muted(at),
            "unmute" => new ThreadEvent.Unmuted(at),
            "notify_me" => new ThreadEvent.OneTimeOptIn(at, channel, deed.Id, ofTemplate(mid, "title") ?? ""),
            "subscribe" => new ThreadEvent.RecurringOptIn(
                at,
                channel,
                deed.Id,
                ofTemplate(mid, "title") ?? "",
                FrequencyOf(ofTemplate(mid, "notification_messages_frequency")),
                ofTemplate(mid, "notification_messages_timezone") ?? "UTC"),
            "stop" => new ThreadEvent.TopicStopChanged(at, deed.Text("token")!, true),
            "resume" => new ThreadEvent.TopicStopChanged(at, deed.Text("token")!, false),
            "comment" or "visitor_post" => new ThreadEvent.Commented(
                at, channel, deed.Id, PlaceOf(deed), deed.Text("post"), deed.Text("as_page") is not null),
            "remove_comment" => new ThreadEvent.CommentRemoved(at, deed.Text("comment")!),
            var act => new ThreadEvent.PersonActed(at, channel, ActOf(act, deed, channel))
            {
                FollowsAd = deed.Body["ad"] is not null,
                SaysStop = act == "message" && Words.IsStopWord(deed.Text("text") ?? ""),
            },
        };
    }

    /// <summary>The event of a fact that no webhook tells.</summary>
    public static ThreadEvent OfFact(JsonObject fact, Channel channel, Instant at) => fact["is"]!.ToString() switch
    {
        "opted_out" => new ThreadEvent.OptOutChanged(at, true),
        "opted_in" => new ThreadEvent.OptOutChanged(at, false),
        "business_blocked" => new ThreadEvent.PageBlockChanged(at, true),
        "business_unblocked" => new ThreadEvent.PageBlockChanged(at, false),
        "messages_off" => new ThreadEvent.Blocked(at),
        "login_connected" => new ThreadEvent.PersonActed(at, channel, PersonAct.LoginConnect),
        var other => throw new FormatException($"No such fact: {other}"),
    };

    private static PersonAct ActOf(string act, Deed deed, Channel channel) => act switch
    {
        "message" or "quick_reply" or "ice_breaker" or "story_reply" or "story_mention" => PersonAct.Message,
        "postback" or "get_started" or "menu" => PersonAct.Tap,
        "reaction" => PersonAct.Reaction,
        "unreact" => PersonAct.Unreaction,
        "link" when channel is Channel.Instagram => PersonAct.InstagramLink,
        "link" => deed.Text("ref") is null ? PersonAct.BareMessengerLink : PersonAct.MessengerLink,
        "ad_click" => PersonAct.AdClick,
        "checkbox" or "send_to_messenger" => PersonAct.PluginOptIn,
        "feedback" => PersonAct.Feedback,
        "read" => PersonAct.Read,
        "edit" => PersonAct.Edit,
        "unsend" => PersonAct.Unsend,
        _ => throw new FormatException($"No such act: {act}"),
    };

    private static CommentPlace PlaceOf(Deed deed) =>
        deed.Act == "visitor_post" ? CommentPlace.VisitorPost
        : deed.Flag("live") ? CommentPlace.Live
        : deed.Flag("reel") ? CommentPlace.Reel
        : deed.Flag("group") ? CommentPlace.Group
        : deed.Body["ad"] is not null ? CommentPlace.Ad
        : deed.Flag("story") ? CommentPlace.Story
        : CommentPlace.Post;

    private static Frequency FrequencyOf(string? word) =>
        word is null ? Frequency.None : Enum.Parse<Frequency>(word, ignoreCase: true);
}
