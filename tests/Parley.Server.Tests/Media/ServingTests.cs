using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Tests.Delivery;
using Parley.Server.Tests.Graph;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Tests.Media;

/// <summary>What people see and apps hear of files: addresses of this server that open until a moment.</summary>
public sealed class ServingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_echo_names_an_address_of_this_server_and_the_bytes_are_there()
    {
        await using var hears = await Delivery.Receiver.Start();
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        await Listen(server, hears);
        await server.Attach(server.Ada, "image", $$"""{"url":"{{shelf.Put("/cat.png", Shelf.Png, "image/png")}}"}""");
        var payload = await Payload(hears, 0);
        var url = payload.GetProperty("url").GetString()!;
        Assert.StartsWith($"{server.Root}/_parley/media/{GraphServer.PageNumber}/", url, StringComparison.Ordinal);
        Assert.Contains("/cat.png?oe=", url, StringComparison.Ordinal);
        Assert.Equal(["url"], payload.EnumerateObject().Select(one => one.Name));

        using var file = await server.Client.GetAsync(url, Cancel);
        Assert.Equal(Shelf.Png, await file.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("image/png", file.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("inline", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(
            "sandbox; default-src 'none'", Assert.Single(file.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task An_echo_of_a_reused_attachment_tells_its_id_as_a_number()
    {
        await using var hears = await Delivery.Receiver.Start();
        await using var server = await Parcels.Start();
        await Listen(server, hears);
        var id = await Id(server.Upload(Parcels.Parts("image", Shelf.Png, "image/png")));
        await server.Attach(server.Ada, "image", $$"""{"attachment_id":"{{id}}"}""");
        var payload = await Payload(hears, 0);
        Assert.Equal(JsonValueKind.Number, payload.GetProperty("attachment_id").ValueKind);
        Assert.Equal(id, payload.GetProperty("attachment_id").GetRawText());
        Assert.Equal(Shelf.Png, await server.Client.GetByteArrayAsync(payload.GetProperty("url").GetString(), Cancel));
    }

    [Fact]
    public async Task What_was_not_fetched_is_told_by_its_own_url()
    {
        await using var hears = await Delivery.Receiver.Start();
        await using var server = await Parcels.Start(media => media with { Fetch = MediaOptions.Never });
        await Listen(server, hears);
        await server.Attach(server.Ada, "image", """{"url":"https://cdn.example/1.png"}""");
        var id = await server.Uploaded("image", """{"url":"https://cdn.example/2.png","is_reusable":true}""");
        await server.Attach(server.Ada, "image", $$"""{"attachment_id":"{{id}}"}""");
        Assert.Equal("https://cdn.example/1.png", (await Payload(hears, 0)).GetProperty("url").GetString());
        Assert.Equal("https://cdn.example/2.png", (await Payload(hears, 1)).GetProperty("url").GetString());
    }

    [Fact]
    public async Task Instagrams_images_come_each_with_its_own_address_and_hearts_with_none()
    {
        await using var hears = await Delivery.Receiver.Start();
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        await Listen(server, hears);
        var id = await Id(server.Upload(Parcels.Parts("image", Shelf.Png, "image/png", "two.png")));
        var one = shelf.Put("/one.png", Shelf.Png, "image/png");
        var sent = await server.Post(
            "/v21.0/me/messages",
            $$"""
            {"recipient":{"id":"{{server.Ines}}"},"message":{"attachments":[
              {"type":"image","payload":{"url":"{{one}}"} },{"type":"image","payload":{"attachment_id":"{{id}}"} }]} }
            """);
        Assert.Equal(200, sent.Status);
        Assert.Equal(200, (await server.Attach(server.Ines, "like_heart", "null")).Status);

        var images = Attachments((await Heard(hears, 2))[0]);
        Assert.Equal(2, images.GetArrayLength());
        Assert.Equal(
            ["one.png", "two.png"],
            images.EnumerateArray().Select(image =>
                image.GetProperty("payload").GetProperty("url").GetString()!.Split('/')[^1].Split('?')[0]));
        Assert.Equal("""[{"type":"like_heart"}]""", Attachments((await Heard(hears, 2))[1]).GetRawText());
    }

    [Fact]
    public async Task An_account_shares_its_own_posts_and_nobody_elses()
    {
        await using var server = await Parcels.Start();
        var page = server.World.Page(GraphServer.Page)!;
        var own = server.Service<Parley.Server.Acts.PostBoard>().Usual(page, Channel.Instagram, CommentPlace.Post).Id;
        Assert.Equal(200, (await server.Attach(server.Ines, "MEDIA_SHARE", $$"""{"id":"{{own}}"}""")).Status);
        Assert.Equal(
            "100/2534015",
            (await server.Attach(server.Ines, "MEDIA_SHARE", """{"id":"17900000000000001"}""")).Code);
    }

    [Fact]
    public async Task What_a_person_attaches_is_served_from_here_and_not_the_pages_to_send()
    {
        await using var hears = await Delivery.Receiver.Start();
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        await Listen(server, hears);
        var cat = shelf.Put("/cat.png", Shelf.Png, "image/png");
        await Act(server, "message", $$"""
            "attachment":{"type":"image","url":"{{cat}}"}
            """);
        await Act(server, "message", $$"""
            "attachment":{"type":"image","url":"{{shelf.Url}}/nothing"}
            """);
        var served = (await Payload(hears, 0)).GetProperty("url").GetString()!;
        Assert.Equal(Shelf.Png, await server.Client.GetByteArrayAsync(served, Cancel));
        Assert.Equal(shelf.Url + "/nothing", (await Payload(hears, 1)).GetProperty("url").GetString());

        var id = served.Split('/')[6];
        Assert.Equal(
            "100/2018074", (await server.Attach(server.Ada, "image", $$"""{"attachment_id":"{{id}}"}""")).Code);
        var shown = await Messages(server, server.Ada);
        var seen = shown[1].GetProperty("attachments")[0].GetProperty("payload").GetProperty("url").GetString()!;
        Assert.Equal(Shelf.Png, await server.Client.GetByteArrayAsync(seen, Cancel));
    }

    [Fact]
    public async Task A_mention_in_a_story_dies_with_the_story()
    {
        await using var hears = await Delivery.Receiver.Start();
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        await Listen(server, hears);
        var story = shelf.Put("/story", Shelf.Png, "image/png");
        await Act(server, "story_mention", $"\"url\":\"{story}\"", "instagram", person: 2);
        var url = (await Payload(hears, 0)).GetProperty("url").GetString()!;
        await server.Clock.AdvanceTo(GraphServer.Noon + Duration.FromHours(24) - Duration.FromSeconds(1), Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusOf(server, url));
        await server.Clock.AdvanceTo(GraphServer.Noon + Duration.FromHours(24), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOf(server, url));
    }

    [Fact]
    public async Task An_address_opens_until_its_end_and_a_later_answer_has_a_new_one()
    {
        await using var server = await Parcels.Start(media => media with { UrlLife = TimeSpan.FromHours(2) });
        await server.Send(Parcels.Parts("image", Shelf.Png, "image/png", to: server.Ada));
        var old = Url((await Messages(server, server.Ada))[1]);
        await server.Clock.AdvanceTo(GraphServer.Noon + Duration.FromHours(2), Cancel);
        using var expired = await server.Client.GetAsync(old, Cancel);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "URL signature expired"),
            (expired.StatusCode, await expired.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(server, Url((await Messages(server, server.Ada))[1])));
    }

    [Fact]
    public async Task An_address_that_was_changed_opens_nothing()
    {
        await using var server = await Parcels.Start();
        await server.Send(Parcels.Parts("image", Shelf.Png, "image/png", to: server.Ada));
        await server.Send(Parcels.Parts("image", Parcels.Picture(99), "image/png", to: server.Ada));
        var messages = await Messages(server, server.Ada);
        var (mine, other) = (Url(messages[1]), Url(messages[2]));
        var end = long.Parse(mine.Split("oe=")[1].Split('&')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        string[] forged =
        [
            mine.Replace($"oe={end:X}", $"oe={end + 1:X}", StringComparison.Ordinal),
            mine.Replace($"/{mine.Split('/')[6]}/", $"/{other.Split('/')[6]}/", StringComparison.Ordinal),
            mine.Replace($"/{GraphServer.PageNumber}/", "/100000000000002/", StringComparison.Ordinal),
            mine[..^1],
            mine.Split('?')[0],
            mine + "x",
            $"{server.Root}/_parley/media/1/2",
            $"{server.Root}/_parley/media/{GraphServer.PageNumber}/x/y?oe=zz&oh=é",
        ];
        foreach (var url in forged)
            Assert.Equal(HttpStatusCode.Forbidden, await StatusOf(server, url));
        var renamed = mine.Replace("/a.png?", "/whatever.exe?", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusOf(server, renamed));
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_had_and_its_head_alone()
    {
        await using var server = await Parcels.Start();
        await server.Send(Parcels.Parts("image", Shelf.Png, "image/png", to: server.Ada));
        var url = Url((await Messages(server, server.Ada))[1]);
        using var some = new HttpRequestMessage(HttpMethod.Get, url);
        some.Headers.Range = new RangeHeaderValue(1, 3);
        using var part = await server.Client.SendAsync(some, Cancel);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("PNG"u8.ToArray(), await part.Content.ReadAsByteArrayAsync(Cancel));
        using var head = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), Cancel);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(Shelf.Png.Length, head.Content.Headers.ContentLength);
        using var post = await server.Client.PostAsync(url, null, Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Theory]
    [InlineData("page.html", "text/html", "<html><script>alert(1)</script>", "application/octet-stream")]
    [InlineData("drawing.svg", "image/svg+xml", "<svg onload='alert(1)'/>", "application/octet-stream")]
    [InlineData("a;c é.csv", "text/csv", "a,b", "application/octet-stream")]
    [InlineData("paper.pdf", "application/pdf", "%PDF-1.4", "application/pdf")]
    public async Task A_file_is_saved_and_never_shown_in_place(string name, string mime, string text, string served)
    {
        await using var server = await Parcels.Start();
        await server.Send(Parcels.Parts("file", System.Text.Encoding.UTF8.GetBytes(text), mime, name, server.Ada));
        using var file = await server.Client.GetAsync(Url((await Messages(server, server.Ada))[1]), Cancel);
        Assert.Equal(served, file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(text, await file.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task No_key_is_asked_for_a_file()
    {
        await using var server = await GraphServer.Start(
            options => options with { OperatorKey = "a-key-of-the-operator" });
        await server.Send(Parcels.Parts("image", Shelf.Png, "image/png", to: server.Ada));
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", "a-key-of-the-operator");
        var url = Url((await Messages(server, server.Ada))[1]);
        server.Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.OK, await StatusOf(server, url));
    }

    private static async Task Listen(GraphServer server, Delivery.Receiver hears)
    {
        var install = server.World.Install(GraphServer.Page, GraphServer.AppId)!;
        await server.World.Save(install with { Fields = ["messages", "message_echoes"] });
        foreach (var what in new[] { "page", "instagram" })
        {
            await server.World.Save(new SubscriptionRecord
            {
                App = GraphServer.AppId,
                Object = what,
                CallbackUrl = hears.Url,
                Fields = SubscriptionFields.Of(what),
            });
        }
    }

    private static async Task Act(
        GraphServer server, string act, string fields, string channel = "messenger", int person = 1)
    {
        var answer = await server.Post(
            $"/_parley/v1/people/{person}/acts",
            $$"""{"page":"{{GraphServer.PageNumber}}","channel":"{{channel}}","act":"{{act}}",{{fields}}}""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static async Task<IReadOnlyList<Received>> Heard(Delivery.Receiver hears, int least)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (hears.Taken.Count < least) await Task.Delay(10, patience.Token);
        return hears.Taken;
    }

    private static JsonElement Attachments(Received post) =>
        post.Event.GetProperty("message").GetProperty("attachments");

    private static async Task<JsonElement> Payload(Delivery.Receiver hears, int at) =>
        Attachments((await Heard(hears, at + 1))[at])[0].GetProperty("payload");

    private static async Task<JsonElement[]> Messages(GraphServer server, Psid person)
    {
        var text = await server.Client.GetStringAsync(
            $"{server.Root}/_parley/v1/threads/{GraphServer.PageNumber}/{person}/messages", Cancel);
        return [.. JsonElement.Parse(text).GetProperty("data").EnumerateArray()];
    }

    private static string Url(JsonElement message) =>
        message.GetProperty("attachments")[0].GetProperty("payload").GetProperty("url").GetString()!;

    private static async Task<HttpStatusCode> StatusOf(GraphServer server, string url)
    {
        using var answer = await server.Client.GetAsync(url, Cancel);
        return answer.StatusCode;
    }

    private static async Task<string> Id(Task<Answer> uploading) =>
        (await uploading).Json.GetProperty("attachment_id").GetString()!;
}
