using System.Text.Unicode;

namespace Parley.AuditLoad;

/// <summary>The lines of the log, as long and as full as the platform's own bodies are.</summary>
internal sealed partial class Bodies(LineWriter writer, Chance chance)
{
    /// <summary>When the log begins, in milliseconds: 2021-10-01 in UTC.</summary>
    public const long Start = 1_633_046_400_000;

    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Chance chance = chance;

    public void App(int app)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"app":{"id":"{{{500 + app}}}","automated":{{{(app % 2 == 0 ? "true" : "false")}}},"features":["human_agent"]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Page(int page, int app)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"page":{"id":"{{{PageId(page)}}}","name":"Shop {{{page}}}","country":"US","otn":true,"instagram":{"id":"{{{InstagramId(page)}}}"},"apps":["{{{500 + app}}}"]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Message(int thread, long at)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"received":{{{Opening(thread, at)}}},"message":{"mid":"{{{Mid()}}}","text":"{{{chance.OneOf(Texts.Asked)}}}"}}]}]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Media(int thread, long at)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"received":{{{Opening(thread, at)}}},"message":{"mid":"{{{Mid()}}}","attachments":[{"type":"image","payload":{"url":"https://scontent.example.com/v/t1.15752-9/{{{chance.Next()}}}.jpg?_nc_cat=1&oh={{{chance.Next():x}}}"}}]}}]}]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Postback(int thread, long at)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"received":{{{Opening(thread, at)}}},"postback":{"mid":"{{{Mid()}}}","title":"Track my order","payload":"TRACK_{{{thread % 50}}}"}}]}]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Reaction(int thread, long at)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"received":{{{Opening(thread, at)}}},"reaction":{"mid":"{{{Mid()}}}","action":"react","reaction":"love","emoji":"❤"}}]}]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Echo(int thread, long at, string mid)
    {
        var (page, person) = (Account(thread), PersonId(thread));
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"received":{"object":"{{{Object(thread)}}}","entry":[{"id":"{{{page}}}","time":{{{at + 90}}},"messaging":[{"sender":{"id":"{{{page}}}"},"recipient":{"id":"{{{person}}}"},"timestamp":{{{at}}},"message":{"mid":"{{{mid}}}","is_echo":true,"app_id":{{{500 + (TrafficLog.PageOf(thread) % 20)}}},"text":"{{{chance.OneOf(Texts.Answered)}}}"}}]}]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Delivery(int thread, long at, string mid)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"received":{{{Opening(thread, at)}}},"delivery":{"mids":["{{{mid}}}"],"watermark":{{{at}}}}}]}]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public void Read(int thread, long at)
    {
        Utf8.TryWrite(
            writer.Next(),
            $$$"""{"received":{{{Opening(thread, at)}}},"read":{"watermark":{{{at}}}}}]}]}}""",
            out var bytes);
        writer.Done(bytes);
    }

    public string Comment(int thread, long at)
    {
        var (page, post) = (PageId(TrafficLog.PageOf(thread)), chance.Below(1000));
        var id = $"{page}_{chance.Next() % 1_000_000_000_000}";
        var bytes = 0;
        if (IsInstagram(thread))
        {
            Utf8.TryWrite(
                writer.Next(),
                $$$$"""{"received":{"object":"instagram","entry":[{"id":"{{{{Account(thread)}}}}","time":{{{{at / 1000}}}},"changes":[{"field":"comments","value":{"id":"{{{{id}}}}","text":"{{{{chance.OneOf(Texts.Asked)}}}}","from":{"id":"{{{{PersonId(thread)}}}}","username":"ann"},"media":{"id":"18{{{{post}}}}","media_product_type":"FEED"}}}]}]}}""",
                out bytes);
        }
        else
        {
            Utf8.TryWrite(
                writer.Next(),
                $$$"""{"received":{"object":"page","entry":[{"id":"{{{page}}}","time":{{{at / 1000}}},"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"{{{id}}}","post_id":"{{{page}}}_{{{post}}}","parent_id":"{{{page}}}_{{{post}}}","from":{"id":"{{{PersonId(thread)}}}","name":"Ann"},"message":"{{{chance.OneOf(Texts.Asked)}}}","created_time":{{{at / 1000}}}}}]}]}}""",
                out bytes);
        }

        writer.Done(bytes);
        return id;
    }

    // Every third page's messages are on Instagram.
    private static bool IsInstagram(int thread) => TrafficLog.PageOf(thread) % 3 == 0;

    private static string Object(int thread) => IsInstagram(thread) ? "instagram" : "page";

    private static string Channel(int thread) => IsInstagram(thread) ? "instagram" : "messenger";

    private static long Account(int thread) =>
        IsInstagram(thread) ? InstagramId(TrafficLog.PageOf(thread)) : PageId(TrafficLog.PageOf(thread));

    private static long PageId(int page) => 100_000_000_000_001 + (page * 7_919L);

    private static long InstagramId(int page) => 17_841_400_000_000_001 + (page * 104_729L);

    private static long PersonId(int thread) => 2_000_000_000_000_000 + (thread * 1_299_709L);

    private static string Opening(int thread, long at)
    {
        var (account, person) = (Account(thread), PersonId(thread));
        return
            $$"""{"object":"{{Object(thread)}}","entry":[{"id":"{{account}}","time":{{at + 120}},"messaging":[{"sender":{"id":"{{person}}"},"recipient":{"id":"{{account}}"},"timestamp":{{at}}""";
    }

    private string Mid() => string.Create(88, this, static (mid, bodies) =>
    {
        (mid[0], mid[1]) = ('m', '_');
        var bits = 0UL;
        for (var i = 2; i < mid.Length; i++)
        {
            if (i % 10 == 2) bits = bodies.chance.Next();
            mid[i] = Base64[(int)(bits & 63)];
            bits >>= 6;
        }
    });
}
