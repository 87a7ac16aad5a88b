using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Server.Media;
using Parley.Server.Tests.Graph;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Media;

namespace Parley.Server.Tests.Media;

/// <summary>The Attachment Upload API, and files that come along with a send.</summary>
public sealed class UploadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_answers_an_id_and_nothing_else()
    {
        await using var server = await Parcels.Start();
        var answer = await server.Upload(Parcels.Parts("image", Shelf.Png, "image/png"));
        Assert.Equal(200, answer.Status);
        Assert.Equal("attachment_id", Assert.Single(answer.Json.EnumerateObject()).Name);
        Assert.Equal(JsonValueKind.String, answer.Json.GetProperty("attachment_id").ValueKind);
        var record = server.Service<Attachments>().Find(
            GraphServer.Page, long.Parse(answer.Json.GetProperty("attachment_id").GetString()!))!;
        Assert.Equal(
            ("image", "image/png", Shelf.Png.Length, "a.png", 320, 240, true),
            (record.Kind, record.Mime, record.Size, record.Name, record.Width, record.Height, record.Reusable));
    }

    [Theory]
    [InlineData("application/octet-stream", "blob")]
    [InlineData("application/octet-stream", null)]
    [InlineData(null, null)]
    [InlineData(null, "cat")]
    public async Task A_part_that_does_not_say_what_it_is_is_looked_at(string? mime, string? name)
    {
        await using var server = await Parcels.Start();
        Assert.Equal(200, (await server.Upload(Parcels.Parts("image", Shelf.Png, mime, name))).Status);
        Assert.Equal(200, (await server.Upload(Parcels.Parts("video", Parcels.Film(), mime, name))).Status);
        Assert.Equal("100/2018047", (await server.Upload(Parcels.Parts("video", Shelf.Png, mime, name))).Code);
        var noise = "noise"u8.ToArray();
        Assert.Equal("100/2018047", (await server.Upload(Parcels.Parts("image", noise, mime, name))).Code);
    }

    [Fact]
    public async Task A_file_may_come_with_the_send_itself()
    {
        await using var server = await Parcels.Start();
        var kept = await server.Send(Parcels.Parts("image", Shelf.Png, "image/png", to: server.Ada));
        Assert.Equal(
            ["attachment_id", "message_id", "recipient_id"],
            kept.Json.EnumerateObject().Select(one => one.Name).Order());
        var once = await server.Send(Parcels.Parts("image", Shelf.Png, "image/png", to: server.Ada, reusable: false));
        Assert.Equal((200, false), (once.Status, once.Json.TryGetProperty("attachment_id", out _)));
        Assert.Equal(2, server.Sent().Count);
    }

    [Theory]
    [InlineData("audio", "image/png", "100/2018047")]
    [InlineData("video", "text/plain", "100/2018047")]
    [InlineData("image", "text/html", "100/2018047")]
    [InlineData("file", "image/png", null)]
    [InlineData("image", "image/png", null)]
    public async Task A_part_is_what_its_type_says(string type, string mime, string? code)
    {
        await using var server = await Parcels.Start();
        var answer = await server.Upload(Parcels.Parts(type, Shelf.Png, mime));
        Assert.Equal(code, answer.Status == 200 ? null : answer.Code);
    }

    [Theory]
    [InlineData("{}", "(#100) The parameter message is required")]
    [InlineData("""{"message":{"attachment":{"type":"template","payload":{}}}}""", "(#100) Param message[attachment][type] must be one of {image, audio, video, file}")]
    [InlineData("""{"message":{"attachment":{"type":"image","payload":{}}}}""", "(#100) The parameter message[attachment][payload][url] is required")]
    [InlineData("""{"message":{"attachment":{"type":"image","payload":{"attachment_id":"1"}}}}""", "(#100) Invalid keys \"attachment_id\" were found in param \"message[attachment][payload]\".")]
    [InlineData("""{"message":{"text":"x"}}""", "(#100) Invalid keys \"text\" were found in param \"message\".")]
    [InlineData("""{"message":{"attachment":{"type":"image","payload":{"url":"https://a.example"}}},"platform":"sms"}""", "(#100) Param platform must be one of {MESSENGER, INSTAGRAM}")]
    public async Task A_wrong_upload_names_what_is_wrong(string body, string message)
    {
        await using var server = await Parcels.Start();
        Assert.Equal(message, (await server.Post("/v21.0/me/message_attachments", body)).Message);
    }

    [Fact]
    public async Task The_edge_stands_where_the_platform_has_it()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        var url = shelf.Put("/a", Shelf.Png, "image/png");
        var body = $$"""{"message":{"attachment":{"type":"image","payload":{"url":"{{url}}"} } } }""";
        Task<Answer> At(string path, string token = GraphServer.PageToken) => server.Post(path, body, token);
        Assert.Equal(200, (await At($"/{GraphServer.PageNumber}/message_attachments")).Status);
        Assert.Equal(200, (await At("/v2.6/me/message_attachments/")).Status);
        Assert.Equal(200, (await At("/v21.0/me/message_attachments", GraphServer.InstagramToken)).Status);
        Assert.Equal("3", (await At($"/v21.0/{GraphServer.AccountNumber}/message_attachments")).Code);
        Assert.Equal("2500", (await At("/v21.0/me/message_attachments", GraphServer.AppToken)).Code);
        Assert.Equal(
            "100/33",
            (await server.Ask(HttpMethod.Get, "/v21.0/me/message_attachments")).Code);
    }

    [Fact]
    public async Task Instagram_needs_an_account_its_formats_and_its_permission()
    {
        await using var server = await Parcels.Start();
        MultipartFormDataContent Parts(string type, byte[] bytes, string mime)
        {
            var parts = Parcels.Parts(type, bytes, mime);
            parts.Add(new StringContent("instagram"), "platform");
            return parts;
        }

        var (gif, webp) = ("GIF89a\x40\x01\x20\x01"u8.ToArray(), "RIFF0000WEBP"u8.ToArray());
        Assert.Equal(200, (await server.Upload(Parts("image", gif, "image/gif"))).Status);
        Assert.Equal("100/2534015", (await server.Upload(Parts("image", webp, "image/webp"))).Code);
        Assert.Equal("100/2534015", (await server.Upload(Parts("audio", "ID3"u8.ToArray(), "audio/mpeg"))).Code);
        Assert.Equal("100/2534015", (await server.Upload(Parts("file", "a,b"u8.ToArray(), "text/csv"))).Code);
        Assert.Equal(200, (await server.Upload(Parts("file", "%PDF-1.4"u8.ToArray(), "application/pdf"))).Status);
        var large = Parcels.Picture(MediaRules.MostImageBytes + 1);
        Assert.Equal("100/2018109", (await server.Upload(Parts("image", large, "image/png"))).Code);

        var page = server.World.Page(GraphServer.Page)!;
        var app = server.World.App(GraphServer.AppId)!;
        await server.World.Save(app with { Permissions = ["pages_messaging"] });
        Assert.Equal("230", (await server.Upload(Parts("image", Shelf.Png, "image/png"))).Code);
        Assert.Equal(200, (await server.Upload(Parcels.Parts("image", Shelf.Png, "image/png"))).Status);
        await server.World.Save(page with { InstagramId = null });
        Assert.Equal("100/2534013", (await server.Upload(Parts("image", Shelf.Png, "image/png"))).Code);
    }

    [Fact]
    public async Task An_upload_by_url_is_fetched_at_once()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        var id = await server.Uploaded("image", $$"""{"url":"{{shelf.Put("/a", Shelf.Png, "image/png")}}"}""");
        Assert.Single(shelf.Asked);
        Assert.Equal(200, (await server.Attach(server.Ada, "image", $$"""{"attachment_id":"{{id}}"}""")).Status);
        Assert.Equal("100/2018008", (await server.Upload("image", $$"""{"url":"{{shelf.Url}}/nothing"}""")).Code);
    }

    [Fact]
    public async Task An_id_that_is_not_reusable_belongs_to_the_first_person_it_is_sent_to()
    {
        await using var server = await Parcels.Start();
        var parts = Parcels.Parts("image", Shelf.Png, "image/png", reusable: false);
        var id = (await server.Upload(parts)).Json.GetProperty("attachment_id").GetString();
        var payload = $$"""{"attachment_id":"{{id}}"}""";
        Assert.Equal(200, (await server.Attach(server.Ada, "image", payload)).Status);
        Assert.Equal(200, (await server.Attach(server.Ada, "image", payload)).Status);
        var other = await server.Attach(server.Ines, "image", payload);
        Assert.Equal(
            ("100/2018074", "(#100) Possible invalid ID or you do not own the attachment."),
            (other.Code, other.Message));
    }

    [Fact]
    public async Task A_refused_send_does_not_bind_it()
    {
        await using var server = await Parcels.Start();
        var parts = Parcels.Parts("image", Shelf.Png, "image/png", reusable: false);
        var id = (await server.Upload(parts)).Json.GetProperty("attachment_id").GetString();
        var payload = $$"""{"attachment_id":"{{id}}"}""";
        Assert.Equal("100/2018001", (await server.Attach(server.Silent, "image", payload)).Code);
        Assert.Equal(200, (await server.Attach(server.Ada, "image", payload)).Status);
    }

    [Fact]
    public async Task Of_two_people_at_once_one_gets_it()
    {
        await using var server = await Parcels.Start();
        for (var round = 0; round < 20; round++)
        {
            var parts = Parcels.Parts("image", Shelf.Png, "image/png", reusable: false);
            var id = (await server.Upload(parts)).Json.GetProperty("attachment_id").GetString();
            var payload = $$"""{"attachment_id":"{{id}}"}""";
            var both = await Task.WhenAll(
                server.Attach(server.Ada, "image", payload), server.Attach(server.Ines, "image", payload));
            Assert.Equal([200, 400], both.Select(one => one.Status).Order());
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("12345678901234")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("cat")]
    [InlineData("../../journal.db")]
    public async Task An_id_nobody_gave_is_not_the_pages(string id)
    {
        await using var server = await Parcels.Start();
        Assert.Equal(
            "100/2018074", (await server.Attach(server.Ada, "image", $$"""{"attachment_id":"{{id}}"}""")).Code);
    }

    [Fact]
    public async Task An_id_is_its_pages_alone()
    {
        const string otherToken = "EAAanotherPage";
        await using var server = await Parcels.Start();
        await server.World.Save(new PageRecord { Id = 100000000000002, Name = "Rival" });
        await server.World.Save(new InstallRecord
        {
            Page = 100000000000002,
            App = GraphServer.AppId,
            Token = otherToken,
        });
        const string payload = """{"url":"https://a.example/a.png","is_reusable":true}""";
        var foreign = (await server.Upload("image", payload, token: otherToken)).Status;
        Assert.Equal(400, foreign);
        var parts = Parcels.Parts("image", Shelf.Png, "image/png");
        var theirs = await server.Ask(HttpMethod.Post, "/me/message_attachments", parts, otherToken);
        var id = theirs.Json.GetProperty("attachment_id").GetString();
        Assert.Equal(
            "100/2018074", (await server.Attach(server.Ada, "image", $$"""{"attachment_id":"{{id}}"}""")).Code);
    }

    [Fact]
    public async Task An_id_is_sent_as_what_it_was_uploaded_as()
    {
        await using var server = await Parcels.Start();
        var id = (await server.Upload(Parcels.Parts("image", Shelf.Png, "image/png")))
            .Json.GetProperty("attachment_id").GetString();
        Assert.Equal(
            "100/2018047", (await server.Attach(server.Ada, "video", $$"""{"attachment_id":"{{id}}"}""")).Code);
    }

    [Fact]
    public async Task An_id_lives_ninety_days_and_what_is_in_a_thread_lives_on()
    {
        await using var server = await Parcels.Start();
        var id = (await server.Upload(Parcels.Parts("image", Shelf.Png, "image/png")))
            .Json.GetProperty("attachment_id").GetString()!;
        var payload = $$"""{"attachment_id":"{{id}}"}""";
        Assert.Equal(200, (await server.Attach(server.Ada, "image", payload)).Status);
        var end = GraphServer.Noon + Duration.FromDays(90);

        await server.Clock.AdvanceTo(end - Duration.FromMilliseconds(1), Cancel);
        await server.Act(server.Ada, Channel.Messenger, EventKind.Message, """{"text":"still there?"}""");
        Assert.Equal(200, (await server.Attach(server.Ada, "image", payload)).Status);
        await server.Clock.AdvanceTo(end, Cancel);
        Assert.Equal("100/2018074", (await server.Attach(server.Ada, "image", payload)).Code);
        var record = server.Service<Attachments>().Find(GraphServer.Page, long.Parse(id))!;
        Assert.True(record.Used);
        await using var bytes = server.Service<IBlobStore>().Open(record.Hash!);
        Assert.NotNull(bytes);
    }

    [Fact]
    public async Task A_file_of_25_megabytes_passes_and_one_byte_more_does_not()
    {
        await using var server = await Parcels.Start();
        var fits = await server.Upload(Parcels.Parts("image", Parcels.Picture(MediaRules.MostBytes), "image/png"));
        Assert.True(fits.Status == 200, fits.Text);
        var large = await server.Upload(Parcels.Parts("image", Parcels.Picture(MediaRules.MostBytes + 1), "image/png"));
        Assert.Equal((400, "100/2018109"), (large.Status, large.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_far_too_large_is_answered_in_the_platforms_words(bool chunked)
    {
        await using var server = await Parcels.Start();
        var parts = Parcels.Parts("image", Parcels.Picture(GraphParameters.MostUploadBytes + 1_000_000), "image/png");
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Root + "/me/message_attachments")
        {
            Content = parts,
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Authorization = new("Bearer", GraphServer.PageToken);
        var answer = await Answer.Of(await server.Client.SendAsync(request, Cancel));
        Assert.Equal(
            (400, "100/2018109", "(#100) Attachment size exceeds allowable limit"),
            (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_multipart_text_is_limited_like_any_other()
    {
        await using var server = await Parcels.Start();
        var parts = Parcels.Parts("image", Shelf.Png, "image/png");
        parts.Add(new StringContent(new string('x', GraphParameters.MostBodyBytes)), "note");
        var answer = await server.Upload(parts);
        Assert.Equal((400, "100/9900008"), (answer.Status, answer.Code));
    }

    public static TheoryData<string, string> BrokenBodies => new()
    {
        { "--b\r\nContent-Disposition: form-data; name=\"filedata\"; filename=\"a.png\"\r\n\r\nxyz", "100" },
        { "--b\r\nContent-Disposition: form-data; name=\"filedata\"", "100" },
        { "--b", "100" },
        { "", "100" },
        { "nothing of the kind", "100" },
        { "--b\r\nContent-Disposition: form-data\r\n\r\nxyz\r\n--b--\r\n", "100" },
        { "--b\r\nContent-Disposition: form-data; name=\"\"; filename=\"\"\r\n\r\nxyz\r\n--b--\r\n", "100" },
        { "--b\r\n\r\n\r\n--b--\r\n", "100" },
    };

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task A_broken_multipart_body_is_a_bad_request(string body, string code)
    {
        await using var server = await Parcels.Start();
        using var content = new StringContent(body);
        content.Headers.ContentType = new("multipart/form-data");
        content.Headers.ContentType.Parameters.Add(new("boundary", "b"));
        var answer = await server.Upload(content);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_body_without_a_boundary_is_a_bad_request()
    {
        await using var server = await Parcels.Start();
        using var content = new StringContent("--b--");
        content.Headers.ContentType = new("multipart/form-data");
        Assert.Equal(400, (await server.Upload(content)).Status);
    }

    [Fact]
    public async Task A_sender_who_hangs_up_in_the_middle_leaves_nothing()
    {
        await using var server = await Parcels.Start();
        var address = new Uri(server.Root);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(address.Host, address.Port, Cancel);
            var stream = client.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /me/message_attachments?access_token={GraphServer.PageToken} HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n--b\r\n"),
                Cancel);
            await stream.WriteAsync(new byte[100_000], Cancel);
        }

        Assert.Equal(200, (await server.Upload(Parcels.Parts("image", Shelf.Png, "image/png"))).Status);
        Assert.Single(server.Service<Attachments>().Of(GraphServer.Page));
    }

    [Theory]
    [InlineData("../../../etc/passwd", "passwd")]
    [InlineData("..\\..\\boot.ini", "boot.ini")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("..", null)]
    [InlineData("a\u0000b\nc.png", "abc.png")]
    [InlineData("Größe 😀.png", "Größe 😀.png")]
    public void A_name_of_a_file_is_never_a_path(string told, string? plain) =>
        Assert.Equal(plain, FileNames.Plain(told));

    [Fact]
    public void A_name_in_a_url_is_harmless_and_short()
    {
        Assert.Equal("Gr__e.png", FileNames.InUrl("Größe.png", "image/png"));
        Assert.Equal("cat.jpg", FileNames.InUrl("cat", "image/jpeg"));
        Assert.Equal("file", FileNames.InUrl(null, null));
        Assert.Equal("a__b___c.pdf", FileNames.InUrl("a?#b&%/c.pdf", null));
        Assert.Equal(100, FileNames.Plain(new string('x', 5000))!.Length);
    }
}
