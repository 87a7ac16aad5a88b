using System.Globalization;
using System.Text.Unicode;

namespace Parley.AuditLoad;

/// <summary>The lines of sends, facts and people.</summary>
internal sealed partial class Bodies
{
    private const string Response = "\"messaging_type\":\"RESPONSE\",";

    private static readonly string[] Tags = ["HUMAN_AGENT", "ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE"];

    /// <summary>An answer in the window; answers with its mid.</summary>
    public string Reply(int thread, long at) =>
        Text(thread, at, Response, chance.InPercent(40) ? "human" : "bot");

    /// <summary>A send under a tag, whenever that is.</summary>
    public string Tagged(int thread, long at) =>
        Text(thread, at, $"\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"{TagFor(thread)}\",", "human");

    /// <summary>A send that does not ask whether the window is open.</summary>
    public string Late(int thread, long at) => Text(thread, at, "\"messaging_type\":\"UPDATE\",", "bot");

    public string Template(int thread, long at)
    {
        var mid = Mid();
        Utf8.TryWrite(
            writer.Next(),
            $$$$$"""{"sent":{{{{{Sender(thread, at, "bot")}}}}},"request":{"recipient":{"id":"{{{{{PersonId(thread)}}}}}"},"messaging_type":"RESPONSE","message":{"attachment":{"type":"template","payload":{"template_type":"button","text":"What would you like to do next?","buttons":[{"type":"web_url","title":"Open my order","url":"https://shop.example.com/orders/{{{{{thread}}}}}"},{"type":"postback","title":"Talk to us","payload":"AGENT"}]}}}},"mid":"{{{{{mid}}}}}"}}""",
            out var bytes);
        writer.Done(bytes);
        return mid;
    }

    public void PrivateReply(int thread, long at, string comment)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"sent":{{{Sender(thread, at, "human")}}},"request":{"recipient":{"comment_id":"{{{comment}}}"},"message":{"text":"{{{Said()}}}"}},"mid":"{{{Mid()}}}"}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Typing(int thread, long at)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$$"""{"sent":{{{{Sender(thread, at, "bot")}}}},"request":{"recipient":{"id":"{{{{PersonId(thread)}}}}"},"sender_action":"typing_on"}}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Fact(int thread, long at)
    {
        var fact = chance.InPercent(60) ? "blocked" : "unblocked";
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"fact":{"at":"{{{Iso(at)}}}","page":"{{{PageId(TrafficLog.PageOf(thread))}}}","person":"{{{PersonId(thread)}}}","is":"{{{fact}}}"}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Person(int thread)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"person":{"id":"{{{PersonId(thread)}}}","page":"{{{PageId(TrafficLog.PageOf(thread))}}}","channel":"{{{Channel(thread)}}}","country":"US","locale":"en_US","timezone":-5}}""",
            out var bytes);
        writer.Done(bytes);
    }

    private string Text(int thread, long at, string members, string author)
    {
        var mid = Mid();
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"sent":{{{Sender(thread, at, author)}}},"request":{"recipient":{"id":"{{{PersonId(thread)}}}"},{{{members}}}"message":{"text":"{{{Said()}}}"}},"mid":"{{{mid}}}"}}""",
            out var bytes);
        writer.Done(bytes);
        return mid;
    }

    private static string Sender(int thread, long at, string author)
    {
        var page = TrafficLog.PageOf(thread);
        return
            $$"""{"at":"{{Iso(at)}}","page":"{{PageId(page)}}","channel":"{{Channel(thread)}}","app":"{{500 + (page % 20)}}","author":"{{author}}" """.TrimEnd();
    }

    // Instagram has but one.
    private string TagFor(int thread) => IsInstagram(thread) ? Tags[0] : chance.OneOf(Tags);

    private string Said()
    {
        if (chance.InPercent(70)) return chance.OneOf(Texts.Answered);
        var (begun, number) = (chance.OneOf(Texts.AnsweredOnce), chance.Next() % 100_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{begun}{number}");
    }

    private static string Iso(long at) =>
        DateTime.UnixEpoch.AddMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
