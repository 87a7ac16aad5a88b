using System.Net.Http.Headers;
using System.Text.Json;

namespace Parley.Server.Tests.Api;

public sealed class JournalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_journal_is_read_by_page_thread_and_kind()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var other = (await bed.Post("pages", """{"name":"Other"}""")).Text("id");
        var psid = (await scene.Act("message", "\"text\":\"one\"")).Text("psid");
        (await bed.Post($"people/{scene.Ada}/acts", $$"""{"page":"{{other}}","act":"message","text":"two"}""")).Ok();
        var mid = await scene.Send(psid, """{"text":"three"}""");
        Assert.Equal(["message", "message", "sent"], Kinds(await bed.Get("journal")));
        Assert.Equal(["message", "sent"], Kinds(await bed.Get($"journal?page={scene.Page}")));
        Assert.Equal(["message", "sent"], Kinds(await bed.Get($"journal?thread={scene.Page}/{psid}")));
        Assert.Empty((await bed.Get($"journal?thread={scene.Page}/4711")).Ok().Data);
        var first = (await bed.Get($"journal?thread={scene.Page}/{psid}&limit=1")).Ok();
        Assert.Equal(["message"], Kinds(first));
        Assert.Equal(
            ["sent"], Kinds(await bed.Get($"journal?thread={scene.Page}/{psid}&limit=1&after={first.Text("next")}")));
        Assert.Equal(["sent"], Kinds(await bed.Get($"journal?page={scene.Page}&thread={psid}&kind=sent,refused")));
        var sent = Assert.Single((await bed.Get("journal?kind=sent")).Data);
        Assert.Equal((mid, scene.App, "standard"), (Of(sent, "mid"), Of(sent, "app_id"), Of(sent, "lane")));
        Assert.Equal("three", sent.GetProperty("message").GetProperty("text").GetString());
        Assert.Equal(2, (await bed.Get($"journal?after={Of((await bed.Get("journal")).Data[0], "id")}")).Data.Length);
        var half = (await bed.Get("journal?limit=2")).Ok();
        Assert.Equal(["sent"], Kinds(await bed.Get($"journal?limit=2&after={half.Text("next")}")));
    }

    [Theory]
    [InlineData("page=x", "page")]
    [InlineData("thread=12", "thread")]
    [InlineData("kind=gossip", "kind")]
    [InlineData("after=x", "after")]
    [InlineData("limit=9999", "limit")]
    [InlineData("author=me", "author")]
    public async Task A_question_to_the_journal_is_refused_by_parameter(string query, string field)
    {
        await using var bed = await ApiBed.Start();
        (await bed.Get("journal?" + query)).Refuses(400, field);
    }

    [Fact]
    public async Task A_refused_send_is_kept_with_its_reason()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"one\"")).Text("psid");
        (await bed.Post("clock/advance", """{"by":"PT24H0.001S"}""")).Ok();
        var body = $$$"""{"recipient":{"id":"{{{psid}}}"},"messaging_type":"RESPONSE","message":{"text":"late"}}""";
        Assert.Equal(
            400, (int)(await bed.Tell(HttpMethod.Post, $"/v12.0/me/messages?access_token={scene.Token}", body)).Status);
        Assert.Equal("outside_window", Of(Assert.Single((await bed.Get("journal?kind=refused")).Data), "reason"));
    }

    [Fact]
    public async Task A_live_reader_gets_every_new_row_and_resumes_where_it_was_cut_off()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("message", "\"text\":\"before\"")).Ok();
        string last;
        using (var live = await Tail(bed, null))
        {
            (await scene.Act("message", "\"text\":\"one\"")).Ok();
            (await scene.Act("message", "\"text\":\"two\"")).Ok();
            Assert.Equal("one", Of((await live.Next()).Row, "text"));
            (last, var row) = await live.Next();
            Assert.Equal("two", Of(row, "text"));
            Assert.Equal(last, Of(row, "id"));
        }

        (await scene.Act("message", "\"text\":\"three\"")).Ok();
        using var again = await Tail(bed, last);
        (await scene.Act("message", "\"text\":\"four\"")).Ok();
        Assert.Equal("three", Of((await again.Next()).Row, "text"));
        Assert.Equal("four", Of((await again.Next()).Row, "text"));
    }

    [Fact]
    public async Task A_live_reader_is_filtered_and_can_begin_at_the_start()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("message", "\"text\":\"one\"")).Ok();
        (await scene.Act("block")).Ok();
        using var live = await Tail(bed, null, "?after=0&kind=blocked,unblocked");
        (await scene.Act("unblock")).Ok();
        Assert.Equal("blocked", Of((await live.Next()).Row, "kind"));
        Assert.Equal("unblocked", Of((await live.Next()).Row, "kind"));
    }

    [Fact]
    public async Task A_reader_that_does_not_read_holds_nobody_up()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        using var stuck = await Tail(bed, null);
        var text = new string('x', 10_000);
        for (var i = 0; i < 200; i++) (await scene.Act("message", $"\"text\":\"{text}\"")).Ok();
        for (var i = 0; i < 200; i++) Assert.Equal(text, Of((await stuck.Next()).Row, "text"));
    }

    private static async Task<LiveReader> Tail(ApiBed bed, string? lastEventId, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/_parley/v1/journal" + query);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await bed.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.StartsWith(":", await reader.ReadLineAsync().WaitAsync(Patience), StringComparison.Ordinal);
        return new LiveReader(response, reader);
    }

    private static string?[] Kinds(Told told) => [.. told.Ok().Data.Select(row => row.GetProperty("kind").GetString())];

    private static string? Of(JsonElement row, string name) => row.GetProperty(name).GetString();

    private sealed class LiveReader(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        /// <summary>The next event, comments left out.</summary>
        public async Task<(string Id, JsonElement Row)> Next()
        {
            var (id, data) = ("", "");
            while (true)
            {
                var line = await reader.ReadLineAsync().WaitAsync(Patience)
                    ?? throw new InvalidOperationException("The stream ended.");
                if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
                else if (line.Length == 0 && data.Length > 0) return (id, JsonElement.Parse(data));
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
