using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley act</c>: a person does something. One option per field of the API's acts.</summary>
internal sealed class ActVerb : ClientVerb
{
    private static readonly string[] Acts =
    [
        "message", "quick_reply", "postback", "menu", "ice_breaker", "get_started", "reaction", "unreact", "link",
        "read", "notify_me", "subscribe", "stop", "resume", "feedback", "ad_click", "send_to_messenger", "checkbox",
        "comment", "visitor_post", "remove_comment", "end_broadcast", "story_reply", "story_mention", "login_connect",
        "block", "unblock", "messages_off", "opt_out", "opt_in", "marketing_stop", "mute", "unmute", "report", "edit",
        "unsend", "open_account_link", "link_account", "unlink_account",
    ];

    private readonly Argument<string> act = new("act")
    {
        Description = $"What the person does: {string.Join(", ", Acts)}.",
        HelpName = "act",
    };

    private readonly Argument<string?> words = new("text")
    {
        Description = "What the person writes; the same as --text.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> page = Picked.PageOption();
    private readonly Option<string?> person =
        Opt.Text("--person", "PERSON", "Who; may be left out where there is one person.");

    private readonly Option<string?> channel =
        Opt.OneOf("--channel", "Where; messenger if left out.", "messenger", "instagram");

    private readonly Option<string?> attachment =
        Opt.Text("--attachment", "TYPE=URL", "Something sent along, as TYPE=URL: image=http://127.0.0.1/cat.jpg.");

    private readonly (string Field, Option<string?> Option)[] fields =
    [
        Field("text", "What is written."),
        Field("mid", "The message meant: the one reacted to, agreed to or answered, or carrying the button."),
        Field("payload", "The payload of the quick reply or button tapped."),
        Field("title", "The title shown on the button."),
        Field("reply", "The quick reply tapped: its title, or its place from 0."),
        Field("button", "The button tapped: its title, or its place from 0."),
        Field("item", "The menu item or ice breaker tapped: its title or question, or its place from 0."),
        Field("reaction", "smile, angry, sad, wow, love, like, dislike, laugh or other."),
        Field("emoji", "The characters of the reaction."),
        Field("ref", "The ref of the link, the ad, the plugin or of Get Started."),
        Field("ad-id", "The ad clicked."),
        Field("user-ref", "The site's own reference of a checkbox."),
        Field("post", "The post commented on or removed, or the broadcast that ends."),
        Field("parent", "The comment answered by a comment."),
        Field("comment", "The comment removed."),
        Field("as-page", "The page in whose name the comment is written."),
        ("url", Opt.Text("--story-url", "URL", "Where the media of a story is.")),
        Field("token", "The token of the notifications stopped or resumed."),
        ("account_linking_token", Opt.Text("--link-token", "TOKEN", "The token a tap on a log-in button gave.")),
        ("authorization_code", Opt.Text("--code", "CODE", "What the business calls the account that is linked.")),
        Field("topic", "Their topic, in place of the token."),
        Field("at", "When, in the platform's time; now if left out."),
    ];

    private readonly Option<string[]> answers = new("--answer")
    {
        Description = "An answer to a survey, as QUESTION=VALUE; once for each question.",
        HelpName = "QUESTION=VALUE",
    };

    private readonly Option<string?> followUp =
        Opt.Text("--follow-up", "TEXT", "Words added to the answers of a survey.");

    private readonly Option<string?> under = Opt.OneOf(
        "--under", "What of the page the comment stands under.", "live", "reel", "group", "story", "ad_post");

    private readonly Option<string?> ad = Opt.Text(
        "--ad", "AD", "The id of the ad clicked before the message, or of the one the comment stands under.");

    private readonly Option<string?> replyTo = Opt.Text("--reply-to", "MID", "The message answered inline.");

    public ActVerb()
        : base(
            "act",
            "A person does something: writes, taps, reacts, blocks.",
            "parley act get_started",
            "parley act message \"When do you open?\" --person 700000000000001",
            "parley act quick_reply --payload HOURS",
            "parley act reaction --mid m_... --reaction love",
            "parley act notify_me --mid m_...",
            "parley act edit \"When do you close?\" --mid m_...",
            "parley act feedback --mid m_... --answer q1=5 --follow-up \"thank you\"",
            "parley act comment \"How much is it?\" --channel instagram --under live",
            "parley act message \"hi\" --channel instagram --at 2026-03-02T09:00:00.000Z --json")
    {
        act.CompletionSources.Add(Acts);
        Arguments.Add(act);
        Arguments.Add(words);
        Options.Add(page);
        Options.Add(person);
        Options.Add(channel);
        foreach (var (_, option) in fields) Options.Add(option);
        Options.Add(attachment);
        Options.Add(answers);
        Options.Add(followUp);
        Options.Add(replyTo);
        Options.Add(under);
        Options.Add(ad);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
    {
        var who = parsed.GetValue(person) ?? await Picked.OnlyPerson(api, cancel);
        var body = new JsonObject
        {
            ["page"] = parsed.GetValue(page) ?? await Picked.OnlyPage(api, cancel),
            ["act"] = parsed.GetValue(act),
        };
        if (parsed.GetValue(channel) is { } where) body["channel"] = where;
        if (parsed.GetValue(words) is { } text) body["text"] = text;
        foreach (var (field, option) in fields)
        {
            if (parsed.GetValue(option) is { } value) body[field.Replace('-', '_')] = value;
        }

        if (parsed.GetValue(attachment) is { } sent) body["attachment"] = Attachment(sent);
        if (parsed.GetValue(answers) is { Length: > 0 } given) body["answers"] = Answers(given);
        if (parsed.GetValue(followUp) is { } added) body["follow_up"] = added;
        if (parsed.GetValue(replyTo) is { } answered) body["reply_to"] = answered;
        if (parsed.GetValue(under) is { } place) body[place] = true;
        if (parsed.GetValue(ad) is { } shown) body["ad"] = new JsonObject { ["ad_id"] = shown };

        var answer = await api.Post($"people/{Uri.EscapeDataString(who)}/acts", body, cancel);
        return screen.Show(answer, done => screen.Line(Sentence(parsed.GetValue(act)!, done)));
    }

    private static JsonObject Answers(string[] given)
    {
        var answers = new JsonObject();
        foreach (var one in given)
        {
            var cut = one.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0) throw CliException.Usage($"`--answer` is `{one}`: expected QUESTION=VALUE");
            answers[one[..cut]] = one[(cut + 1)..];
        }

        return answers;
    }

    private static JsonObject Attachment(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        return cut > 0
            ? new JsonObject { ["type"] = text[..cut], ["url"] = text[(cut + 1)..] }
            : throw CliException.Usage($"`--attachment` is `{text}`: expected TYPE=URL");
    }

    private static string Sentence(string act, ApiAnswer done)
    {
        var (at, psid) = (done.Text("at").EscapeMarkup(), done.Text("psid").EscapeMarkup());
        string[] made = ["mid", "token", "comment_id", "post_id", "user_ref", "account_linking_token", "redirect_uri"];
        var rest = string.Concat(
            made.Where(one => done.Text(one) is not null).Select(one => $"  {one} {done.Text(one).EscapeMarkup()}"));
        return $"[green]✓[/] {act.EscapeMarkup()} at {at}  psid [bold]{psid}[/]{rest}";
    }

    private static (string Field, Option<string?> Option) Field(string field, string description) =>
        (field, new Option<string?>("--" + field) { Description = description, HelpName = field.ToUpperInvariant() });
}
