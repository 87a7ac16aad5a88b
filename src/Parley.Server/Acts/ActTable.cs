using System.Collections.Frozen;
using System.Collections.Immutable;
using Parley.Server.Endpoints.V1;

namespace Parley.Server.Acts;

/// <summary>Every act there is, by the name requests use.</summary>
internal static class ActTable
{
    /// <summary>Acts of this version, in the order the reference lists them.</summary>
    public static readonly ImmutableArray<ActEntry> All =
    [
        new(
            "message",
            "`text`, `attachment` {type, url}, `reply_to`, `ad` {ad_id, ref, title}",
            "Writes a message; with `ad`, the first one after a click on it.",
            WriteMessage.Read),
        new(
            "quick_reply",
            "`payload` or `reply` (title or index), `mid`",
            "Taps a quick reply under a message of the page.",
            TapQuickReply.Read),
        new(
            "postback",
            "`mid` and `button` (title or index), or `payload` and `title`",
            "Taps a button.",
            TapButton.Read),
        new("menu", "`item` (title or index)", "Taps an item of the persistent menu.", TapMenu.Read),
        new(
            "ice_breaker",
            "`item` (question or index), `ref`",
            "Taps a question to begin with, on a thread without history.",
            TapIceBreaker.Read),
        new("get_started", "`ref`", "Taps Get Started on a thread without history (Messenger).", TapGetStarted.Read),
        new("reaction", "`mid`, `reaction`, `emoji`", "Reacts to a message.", React.Read),
        new("edit", "`mid`, `text`", "Changes the words of a message of theirs, up to five times.", EditMessage.Read),
        new("unsend", "`mid`", "Takes a message of theirs back; Instagram tells the page.", UnsendMessage.Read),
        new("unreact", "`mid`", "Takes a reaction back.", Unreact.Read),
        new("link", "`ref`", "Opens an m.me or ig.me link on an existing thread.", OpenLink.Read),
        new("ad_click", "`ad_id`, `ref`, `title`", "Clicks an ad that leads to the thread.", ClickAd.Read),
        new("send_to_messenger", "`ref`", "Clicks a site's Send to Messenger button.", SendToMessenger.Read),
        new(
            "checkbox",
            "`ref`, `user_ref`",
            "Ticks a site's checkbox: the page may send to the `user_ref` (Messenger).",
            TickCheckbox.Read),
        new(
            "comment",
            "`text`, `post` or `parent`, one of `live`, `reel`, `group`, `story`, `ad_post` or `ad` {ad_id, title}, "
            + "`as_page` (true or a page's id)",
            "Comments on a post of the page, or answers a comment.",
            WriteComment.Read),
        new("visitor_post", "`text`", "Writes a post of their own on the Page (Messenger).", WriteVisitorPost.Read),
        new("remove_comment", "`comment` or `post`", "Removes a comment or post of theirs.", RemoveComment.Read),
        new("end_broadcast", "`post`", "A broadcast ends; without `post` the one that runs.", EndBroadcast.Read),
        new("story_reply", "`text`", "Replies to the account's story (Instagram).", AnswerStory.Read),
        new("story_mention", "`url`", "Mentions the account in a story of theirs (Instagram).", MentionInStory.Read),
        new("read", "", "Reads everything the page has sent so far.", ReadMessages.Read),
        new(
            "notify_me",
            "`mid`",
            "Taps \"Notify Me\" under a one-time notification request; answers the token.",
            TapNotifyMe.Read),
        new(
            "subscribe",
            "`mid`",
            "Opts in to the recurring notifications a message asks for; answers the token.",
            Subscribe.Read),
        new("stop", "`token` or `topic`", "Stops the recurring notifications of a topic.", ChangeTopic.ReadStop),
        new("resume", "`token` or `topic`", "Resumes them.", ChangeTopic.ReadResume),
        new("feedback", "`mid`, `answers`, `follow_up`", "Answers a survey.", AnswerSurvey.Read),
        new(
            "login_connect",
            "",
            "Connects with the page in Facebook Login (Messenger). No webhook tells.",
            ConnectByLogin.Read),
        new(
            "open_account_link",
            "`mid`",
            "Taps a log-in button (Messenger); answers a token and where to come back to, good for five minutes.",
            OpenAccountLink.Read),
        new(
            "link_account",
            "`account_linking_token`, `authorization_code`",
            "Comes back from the business's log-in page: the accounts are linked.",
            LinkAccount.Read),
        new("unlink_account", "", "Unlinks the account.", UnlinkAccount.Read),
        new("block", "", "Blocks the page.", Block.Read),
        new("unblock", "", "Lifts the block, or turns the page's messages on again.", Unblock.Read),
        new("messages_off", "", "Turns the page's messages off: sends fail as by a block.", TurnMessagesOff.Read),
        new("opt_out", "", "Asks for no more messages, elsewhere or in words no list knows.", OptOut.Read),
        new("opt_in", "", "Takes that back.", OptIn.Read),
        new(
            "marketing_stop",
            "",
            "Follows the opt-out link of a paid marketing message (Messenger). No webhook tells.",
            StopMarketing.Read),
        new("mute", "", "Mutes the thread: messages arrive, nobody is notified.", Mute.Read),
        new("unmute", "", "Ends the mute.", Unmute.Read),
        new("report", "", "Reports the page; the page is not told.", ReportPage.Read),
    ];

    private static readonly FrozenDictionary<string, ActEntry> ByName = All.ToFrozenDictionary(entry => entry.Name);

    /// <summary>The entry of a name, or null.</summary>
    public static ActEntry? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>One kind of act.</summary>
/// <param name="Name">As requests spell it.</param>
/// <param name="Fields">The fields it takes, for a person.</param>
/// <param name="Summary">What the person does.</param>
/// <param name="Read">Reads its fields; faults go where <see cref="Fields"/> collects them.</param>
internal sealed record ActEntry(string Name, string Fields, string Summary, Func<Fields, IAct> Read);
