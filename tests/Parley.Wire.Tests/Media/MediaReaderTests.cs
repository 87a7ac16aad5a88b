using System.Text;
using Parley.Policy;
using Parley.Wire.Media;

namespace Parley.Wire.Tests.Media;

public sealed class MediaReaderTests
{
    private const string Multipart = "multipart/form-data; boundary=b";
    private const string To = "--b\r\nContent-Disposition: form-data; name=\"recipient\"\r\n\r\n{id:1}\r\n";
    private const string File =
        "--b\r\nContent-Disposition: form-data; name=filedata; filename=\"a.png\"\r\n"
        + "Content-Type: image/png\r\n\r\nxyz\r\n";

    [Fact]
    public void A_picture_by_url_is_a_demand_for_its_bytes()
    {
        var send = Attachment(
            """{"type":"IMAGE","payload":{"url":"https://a.example/b.png","is_reusable":"1"}}""").Ok();
        var medium = Assert.Single(send.Media);
        Assert.Equal(
            (MediaKind.Image, "https://a.example/b.png", null, null, true),
            (medium.Kind, medium.Url, medium.Id, medium.File, medium.Reusable));
        Assert.Equal("message[attachment][payload]", medium.Path);
        Assert.Equal(
            """{"attachment":{"type":"image","payload":{"url":"https://a.example/b.png","is_reusable":true}}}""",
            send.MessageText());
    }

    [Fact]
    public void An_id_is_kept_as_text_however_it_is_written()
    {
        foreach (var written in (string[])["\"1857777774821032\"", "1857777774821032"])
        {
            var send = Attachment($$$"""{"type":"video","payload":{"attachment_id":{{{written}}}}}""").Ok();
            Assert.Equal("1857777774821032", Assert.Single(send.Media).Id);
            Assert.Equal(
                """{"attachment":{"type":"video","payload":{"attachment_id":"1857777774821032"}}}""",
                send.MessageText());
        }
    }

    [Fact]
    public void A_file_beside_the_message_is_its_attachment()
    {
        var send = Sent("{attachment:{type:'image',payload:{is_reusable:true}}}", File).Ok();
        var medium = Assert.Single(send.Media);
        Assert.Equal(("a.png", "image/png", true), (medium.File!.FileName, medium.File.ContentType, medium.Reusable));
        Assert.Equal("xyz", Encoding.UTF8.GetString(medium.File.Bytes.Span));
        Assert.Equal("""{"attachment":{"type":"image","payload":{"is_reusable":true}}}""", send.MessageText());
    }

    [Fact]
    public void A_file_needs_no_payload_at_all() =>
        Assert.NotNull(Assert.Single(Sent("{attachment:{type:'file'}}", File).Ok().Media).File);

    [Fact]
    public void A_text_demands_nothing() => Assert.Empty(Sends.Message("""{"text":"hi"}""").Ok().Media);

    [Theory]
    [InlineData("""{"type":"image"}""", "(#100) The parameter message[attachment][payload][url] is required")]
    [InlineData("""{"type":"image","payload":{}}""", "(#100) The parameter message[attachment][payload][url] is required")]
    [InlineData("""{"type":"image","payload":"x"}""", "(#100) Param message[attachment][payload] must be a JSON object")]
    [InlineData("""{"type":"image","payload":{"url":"no url"}}""", "(#100) Param message[attachment][payload][url] should represent a valid URL")]
    [InlineData("""{"type":"image","payload":{"url":"ftp://a.example/b"}}""", "(#100) Param message[attachment][payload][url] should represent a valid URL")]
    [InlineData("""{"type":"image","payload":{"url":"file:///etc/passwd"}}""", "(#100) Param message[attachment][payload][url] should represent a valid URL")]
    [InlineData("""{"type":"image","payload":{"url":{"a":1}}}""", "(#100) Param message[attachment][payload][url] must be a string")]
    [InlineData("""{"type":"image","payload":{"attachment_id":[1]}}""", "(#100) Param message[attachment][payload][attachment_id] must be a string")]
    [InlineData("""{"type":"image","payload":{"url":"https://a.example","attachment_id":"1"}}""", "(#100) Only one of url, attachment_id may be set in param message[attachment][payload]")]
    [InlineData("""{"type":"image","payload":{"url":"https://a.example","is_reusable":"perhaps"}}""", "(#100) Param message[attachment][payload][is_reusable] must be a boolean")]
    [InlineData("""{"type":"image","payload":{"url":"https://a.example","is_public":true}}""", "(#100) Invalid keys \"is_public\" were found in param \"message[attachment][payload]\".")]
    [InlineData("""{"type":"image","payload":{"url":"https://a.example"},"name":"x"}""", "(#100) Invalid keys \"name\" were found in param \"message[attachment]\".")]
    [InlineData("""{"type":"hologram","payload":{"url":"https://a.example"}}""", "(#100) Param message[attachment][type] must be one of {image, audio, video, file, template}")]
    [InlineData("""{"payload":{"url":"https://a.example"}}""", "(#100) The parameter message[attachment][type] is required")]
    [InlineData("""{"type":"like_heart"}""", "(#100) Param message[attachment][type] must be one of {image, audio, video, file, template}")]
    [InlineData("""{"type":"MEDIA_SHARE","payload":{"id":"1"}}""", "(#100) Param message[attachment][type] must be one of {image, audio, video, file, template}")]
    public void What_is_wrong_with_an_attachment_is_named(string attachment, string message) =>
        Assert.Equal(message, Attachment(attachment).Bad().Message);

    [Fact]
    public void A_url_may_have_4096_characters_and_no_more()
    {
        var url = "https://a.example/".PadRight(4096, 'x');
        Attachment($$$"""{"type":"file","payload":{"url":"{{{url}}}"}}""").Ok();
        Assert.Equal("param_length", Attachment($$$"""{"type":"file","payload":{"url":"{{{url}}}x"}}""").Bad().Name);
    }

    [Theory]
    [InlineData("{attachment:{type:'image',payload:{url:'https://a.example'}}}")]
    [InlineData("{attachment:{type:'image',payload:{attachment_id:'1'}}}")]
    public void A_file_is_no_second_source(string message) =>
        Assert.Equal("content_form", Sent(message, File).Bad().Name);

    [Fact]
    public void Two_files_are_one_too_many() => Assert.Equal(
        "(#100) Param filedata must have between 1 and 1 items",
        Sent("{attachment:{type:'image',payload:{}}}", File + File).Bad().Message);

    [Fact]
    public void A_file_under_another_name_is_not_the_attachment() => Assert.Equal(
        "param_required",
        Sent("{attachment:{type:'image',payload:{}}}", File.Replace("filedata", "picture", StringComparison.Ordinal))
            .Bad().Name);

    [Fact]
    public void A_heart_and_a_share_are_instagrams()
    {
        var heart = Attachment("""{"type":"like_heart"}""", Channel.Instagram).Ok();
        Assert.Equal("""{"attachment":{"type":"like_heart"}}""", heart.MessageText());
        var share = Attachment("""{"type":"MEDIA_SHARE","payload":{"id":17}}""", Channel.Instagram).Ok();
        Assert.Equal("""{"attachment":{"type":"MEDIA_SHARE","payload":{"id":"17"}}}""", share.MessageText());
        Assert.Equal("17", share.Shared);
        Assert.Equal("param_keys", Wrong("""{"type":"like_heart","payload":{"id":"1"}}"""));
        Assert.Equal("param_required", Wrong("""{"type":"MEDIA_SHARE"}"""));
        Assert.Equal("param_required", Wrong("""{"type":"MEDIA_SHARE","payload":{}}"""));
    }

    [Fact]
    public void Instagrams_images_may_mix_urls_and_ids()
    {
        var send = Sends.Message(
            """
            {"attachments":[{"type":"image","payload":{"url":"https://a.example/1.png"}},
                            {"type":"image","payload":{"attachment_id":"2"}}]}
            """,
            Channel.Instagram).Ok();
        Assert.Equal(["https://a.example/1.png", null], send.Media.Select(medium => medium.Url));
        Assert.Equal([null, "2"], send.Media.Select(medium => medium.Id));
        Assert.Equal("message[attachments][1][payload]", send.Media[1].Path);
        var film = Sends.Message(
            """{"attachments":[{"type":"video","payload":{"url":"https://a.example"}}]}""", Channel.Instagram);
        Assert.Equal("param_enum", film.Bad().Name);
    }

    private static Parsed<SendEnvelope> Attachment(string attachment, Channel channel = Channel.Messenger) =>
        Sends.Message($$"""{"attachment":{{attachment}}}""", channel);

    private static string Wrong(string attachment) => Attachment(attachment, Channel.Instagram).Bad().Name;

    private static Parsed<SendEnvelope> Sent(string message, string files) => Sends.Read(
        Multipart,
        "",
        To + "--b\r\nContent-Disposition: form-data; name=message\r\n\r\n" + message + "\r\n" + files + "--b--\r\n");
}
