using System.Globalization;
using NodaTime;
using Parley.Server.Hosting;
using Parley.Server.Media;
using Parley.Server.Tests.Graph;
using Parley.Wire.Media;

namespace Parley.Server.Tests.Media;

/// <summary>What becomes of a send that names its file by URL, whatever is at that URL.</summary>
public sealed class SendByUrlTests
{
    [Theory]
    [InlineData("image", "image/png")]
    [InlineData("image", null)]
    [InlineData("image", "application/octet-stream")]
    [InlineData("file", "text/csv")]
    public async Task A_file_that_can_be_had_is_sent(string type, string? mime)
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        var url = shelf.Put("/a.png", Shelf.Png, mime);
        var sent = await server.Attach(server.Ada, type, $$"""{"url":"{{url}}"}""");
        Assert.Equal(200, sent.Status);
        Assert.Equal(["message_id", "recipient_id"], sent.Json.EnumerateObject().Select(one => one.Name).Order());
        Assert.Single(server.Sent());
        Assert.Single(shelf.Asked);
    }

    [Fact]
    public async Task A_reusable_one_is_answered_with_an_id_that_goes_to_anybody()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        var url = shelf.Put("/a.png", Shelf.Png, "image/png");
        var sent = await server.Attach(server.Ada, "image", $$"""{"url":"{{url}}","is_reusable":true}""");
        var id = sent.Json.GetProperty("attachment_id").GetString()!;
        Assert.True(long.Parse(id, CultureInfo.InvariantCulture) < 1L << 53);
        Assert.Equal(200, (await server.Attach(server.Ada, "image", $$"""{"attachment_id":"{{id}}"}""")).Status);
        Assert.Equal(200, (await server.Attach(server.Ines, "image", $$"""{"attachment_id":{{id}}}""")).Status);
        Assert.Single(shelf.Asked);
    }

    public static TheoryData<string, string, string> WhatGoesWrong => new()
    {
        { "missing", "image", "100/2018008" },
        { "refused", "image", "100/2018008" },
        { "private", "image", "100/2018008" },
        { "metadata", "image", "100/2018008" },
        { "to private", "image", "100/2018008" },
        { "to metadata", "image", "100/2018008" },
        { "to a file", "image", "100/2018008" },
        { "to http elsewhere", "image", "100/2018008" },
        { "in circles", "image", "100/2018008" },
        { "no HTTP", "image", "100/2018008" },
        { "truncated", "image", "100/2018008" },
        { "broken chunks", "file", "100/2018008" },
        { "packed", "image", "100/2018008" },
        { "slow", "image", "100/2018008" },
        { "slow", "audio", "100/2018008" },
        { "slow", "video", "100/2018294" },
        { "silent", "video", "100/2018294" },
        { "endless", "file", "100/2018109" },
        { "endless", "image", "100/2018047" },
        { "endless picture", "image", "100/2018109" },
        { "said to be huge", "image", "100/2018109" },
        { "html", "image", "100/2018047" },
        { "html", "video", "100/2018047" },
        { "html as png", "image", "100/2018047" },
        { "png as mp4", "video", "100/2018047" },
        { "png", "audio", "100/2018047" },
        { "noise without a type", "image", "100/2018047" },
        { "empty", "image", "100/2018047" },
    };

    [Theory]
    [MemberData(nameof(WhatGoesWrong))]
    public async Task A_file_that_cannot_be_had_is_the_platforms_error_and_nothing_is_sent(
        string what, string type, string code)
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        var answer = await server.Attach(server.Ada, type, $$"""{"url":"{{Prepare(shelf, what, type)}}"}""");
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Equal("OAuthException", answer.Type);
        Assert.Empty(server.Sent());
        Assert.Equal(200, (await server.Say(server.Ada)).Status);
    }

    private static string Prepare(Shelf shelf, string what, string type) => what switch
    {
        "missing" => shelf.Url + "/nothing",
        "refused" => "http://127.0.0.1:1/a.png",
        "private" => "https://10.1.2.3/a.png",
        "metadata" => "https://169.254.169.254/latest/meta-data",
        "to private" => shelf.Redirect("/a", "https://192.168.0.1/a.png"),
        "to metadata" => shelf.Redirect("/a", "http://169.254.169.254/latest/meta-data", 307),
        "to a file" => shelf.Redirect("/a", "file:///etc/passwd", 301),
        "to http elsewhere" => shelf.Redirect("/a", "http://8.8.8.8/a.png", 308),
        "in circles" => shelf.Redirect("/a", "/a"),
        "no HTTP" => shelf.Say("/a", "SSH-2.0-OpenSSH_9.2\r\n"),
        "truncated" => shelf.Put("/a", Shelf.Png, "image/png", length: 4000),
        "broken chunks" => shelf.Say("/a", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"),
        "packed" => shelf.Put("/a", Shelf.Png, "image/png", "Content-Encoding: gzip\r\n"),
        "slow" => shelf.Flood("/a", type + "/mp4", TimeSpan.FromSeconds(30)),
        "silent" => shelf.On("/a", (_, cancel) => Task.Delay(Timeout.Infinite, cancel)),
        "endless" => shelf.Flood("/a", "application/octet-stream", TimeSpan.Zero),
        "endless picture" => shelf.Flood("/a", "image/png", TimeSpan.Zero),
        "said to be huge" => shelf.Put("/a", Shelf.Png, "image/png", length: 1L << 40),
        "html" => shelf.Put("/a", "<!DOCTYPE html><p>not found"u8.ToArray(), "text/html; charset=utf-8"),
        "html as png" => shelf.Put("/a", "<!DOCTYPE html><p>not found"u8.ToArray(), "image/png"),
        "png as mp4" => shelf.Put("/a", Shelf.Png, "video/mp4"),
        "png" => shelf.Put("/a", Shelf.Png, "image/png"),
        "noise without a type" => shelf.Put("/a", "no picture at all"u8.ToArray(), null),
        "empty" => shelf.Put("/a", [], "image/png"),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    [Fact]
    public async Task Why_a_file_was_not_fetched_is_told_to_people_and_the_url_to_clients()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        var url = shelf.Redirect("/a", "https://192.168.0.1/a.png");
        var answer = await server.Attach(server.Ada, "image", $$"""{"url":"{{url}}"}""");
        Assert.Equal($"(#100) Failed to fetch the file from the url {url}", answer.Message);
        Assert.Contains(
            "a private address", answer.Error.GetProperty("error_user_msg").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed_five_times()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        shelf.Put("/5", Shelf.Png, "image/png");
        for (var hop = 0; hop < 5; hop++) shelf.Redirect($"/{hop}", $"/{hop + 1}");
        Assert.Equal(200, (await server.Attach(server.Ada, "image", $$"""{"url":"{{shelf.Url}}/0"}""")).Status);
        shelf.Redirect("/first", "/0");
        var answer = await server.Attach(server.Ada, "image", $$"""{"url":"{{shelf.Url}}/first"}""");
        Assert.Equal("100/2018008", answer.Code);
    }

    [Theory]
    [InlineData("image", MediaRules.MostImageBytes, "image/png")]
    [InlineData("file", MediaRules.MostBytes, "application/pdf")]
    public async Task A_file_may_be_as_large_as_the_limit_and_no_byte_larger(string type, long most, string mime)
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start(media => media with { Timeout = TimeSpan.FromSeconds(60) });
        var fits = shelf.Put("/fits", Parcels.Picture(most), mime);
        var large = shelf.Put("/large", Parcels.Picture(most + 1), mime);
        Assert.Equal(200, (await server.Attach(server.Ada, type, $$"""{"url":"{{fits}}"}""")).Status);
        Assert.Equal("100/2018109", (await server.Attach(server.Ada, type, $$"""{"url":"{{large}}"}""")).Code);
    }

    [Fact]
    public async Task A_body_without_a_length_is_counted_as_it_comes()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start(media => media with { Timeout = TimeSpan.FromSeconds(60) });
        var large = Parcels.Picture(MediaRules.MostImageBytes + 1);
        var url = shelf.On("/a", async (stream, cancel) =>
        {
            await stream.WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n"u8.ToArray(), cancel);
            await stream.WriteAsync(large, cancel);
        });
        Assert.Equal("100/2018109", (await server.Attach(server.Ada, "image", $$"""{"url":"{{url}}"}""")).Code);
    }

    [Fact]
    public async Task The_fetch_asks_for_nothing_packed_and_carries_no_secrets()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        await server.Attach(server.Ada, "image", $$"""{"url":"{{shelf.Put("/a", Shelf.Png, "image/png")}}"}""");
        var asked = Assert.Single(shelf.Asked);
        Assert.Contains("Accept-Encoding: identity\r\n", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(GraphServer.PageToken, asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shut_window_is_named_first_and_nothing_is_fetched()
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start();
        await server.Clock.AdvanceTo(GraphServer.Noon + Duration.FromHours(25), TestContext.Current.CancellationToken);
        var answer = await server.Attach(server.Ada, "image", $$"""{"url":"{{shelf.Url}}/nothing"}""");
        Assert.Equal("10/2018278", answer.Code);
        Assert.Empty(shelf.Asked);
    }

    [Theory]
    [InlineData(MediaOptions.Always, true, true)]
    [InlineData(MediaOptions.Always, false, true)]
    [InlineData(MediaOptions.WhenLoopbackOrReusable, false, true)]
    [InlineData(MediaOptions.WhenOnline, false, true)]
    [InlineData(MediaOptions.Never, false, false)]
    [InlineData(MediaOptions.Never, true, false)]
    public async Task The_setting_says_whether_this_machines_urls_are_fetched(string fetch, bool reusable, bool asks)
    {
        await using var shelf = new Shelf();
        await using var server = await Parcels.Start(media => media with { Fetch = fetch });
        var flag = reusable ? "true" : "false";
        var answer = await server.Attach(
            server.Ada, "image", $$"""{"url":"{{shelf.Url}}/nothing","is_reusable":{{flag}}}""");
        Assert.Equal(asks ? 1 : 0, shelf.Asked.Count);
        Assert.Equal(asks ? 400 : 200, answer.Status);
    }

    [Theory]
    [InlineData(MediaOptions.Never, false, 200)]
    [InlineData(MediaOptions.Never, true, 200)]
    [InlineData(MediaOptions.WhenLoopbackOrReusable, false, 200)]
    [InlineData(MediaOptions.WhenLoopbackOrReusable, true, 400)]
    [InlineData(MediaOptions.Always, false, 400)]
    [InlineData(MediaOptions.WhenOnline, false, 400)]
    public async Task A_url_of_the_world_that_is_dead_is_an_error_where_it_is_fetched(
        string fetch, bool reusable, int status) =>
        Assert.Equal(status, (await SendDead(fetch, reusable, online: true)).Status);

    [Theory]
    [InlineData(MediaOptions.WhenOnline, false, 200)]
    [InlineData(MediaOptions.WhenOnline, true, 200)]
    [InlineData(MediaOptions.Always, false, 400)]
    public async Task Where_no_name_can_be_looked_up_urls_are_passed_on(string fetch, bool reusable, int status)
    {
        var answer = await SendDead(fetch, reusable, online: false);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 && reusable, answer.Json.TryGetProperty("attachment_id", out _));
    }

    // A name that RFC 2606 promises nobody will ever have.
    private static async Task<Answer> SendDead(string fetch, bool reusable, bool online)
    {
        var connectivity = new Connectivity(_ => Task.FromResult(online), TimeProvider.System);
        await using var server = await GraphServer.Start(
            options => options with { Media = new MediaOptions { Fetch = fetch } }, connectivity);
        var flag = reusable ? "true" : "false";
        return await server.Attach(
            server.Ada, "image", $$"""{"url":"https://cdn.invalid/a.png","is_reusable":{{flag}}}""");
    }

    [Fact]
    public async Task A_word_that_is_no_mode_stops_the_start_and_names_the_modes()
    {
        var fault = await Assert.ThrowsAsync<OptionsException>(() => Parcels.Start(media => media with
        {
            Fetch = "sometimes",
            Timeout = TimeSpan.Zero,
            UrlLife = TimeSpan.Zero,
            Life = TimeSpan.Zero,
            PublicUrl = "parley.example/path",
        }));
        Assert.Equal(
            ["media.fetch", "media.timeout", "media.life", "media.url_life", "media.public_url"],
            fault.Faults.Select(one => one.Split('`')[1]));
    }
}
