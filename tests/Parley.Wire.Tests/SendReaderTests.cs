using System.Text;
using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>Every limit at its edge, one past it, with a wrong type, and on the neighbouring channel.</summary>
public sealed class SendReaderTests
{
    [Theory]
    [InlineData("messenger", 2000, "a", true)]
    [InlineData("messenger", 2001, "a", false)]
    [InlineData("messenger", 2000, "😀", true)]
    [InlineData("messenger", 2001, "😀", false)]
    [InlineData("instagram", 1000, "a", true)]
    [InlineData("instagram", 1001, "a", false)]
    [InlineData("instagram", 500, "é", true)]
    [InlineData("instagram", 501, "é", false)]
    public void Text_is_limited_in_characters_or_on_instagram_in_bytes(string channel, int count, string unit, bool passes)
    {
        var text = string.Concat(Enumerable.Repeat(unit, count));
        var parsed = Sends.Message($$"""{"text":"{{text}}"}""", Enum.Parse<Channel>(channel, ignoreCase: true));

        if (passes) Assert.Equal(SendKind.Message, parsed.Ok().Kind);
        else Assert.StartsWith("(#100) Length of param message[text] must be less than or equal to ", parsed.Bad().Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Accepted() => new()
    {
        { """{"text":5}""", """{"text":"5"}""" },
        { """{"text":"a","attachment":null,"quick_replies":[],"metadata":""}""", """{"text":"a"}""" },
        { """{ "metadata" : "m" , "text" : "a" , "unknown":null}""", """{"text":"a","metadata":"m"}""" },
        { """{"text":"first","text":"last"}""", """{"text":"last"}""" },
        { $$"""{"text":"a","metadata":"{{X(1000)}}"}""", $$"""{"text":"a","metadata":"{{X(1000)}}"}""" },
        { """{"attachment":{"type":"IMAGE","payload":{"url":"https://a.example/i.png"}}}""", """{"attachment":{"type":"image","payload":{"url":"https://a.example/i.png"}}}""" },
        { """{"attachment":{"type":"file","payload":{"url":"http://a.example/f","is_reusable":"false"}},"quick_replies":[{"content_type":"user_email"}]}""", """{"attachment":{"type":"file","payload":{"url":"http://a.example/f","is_reusable":false}},"quick_replies":[{"content_type":"user_email"}]}""" },
        { $$"""{"text":"a","quick_replies":[{{Many(13, Reply("t"))}}]}""", $$"""{"text":"a","quick_replies":[{{Many(13, Reply("t"))}}]}""" },
        { $$"""{"text":"a","quick_replies":[{{Reply(X(20))}}]}""", $$"""{"text":"a","quick_replies":[{{Reply(X(20))}}]}""" },
        { """{"text":"a","quick_replies":[{"content_type":"TEXT","title":"","payload":"","image_url":"https://a.example/i.png"}]}""", """{"text":"a","quick_replies":[{"content_type":"text","image_url":"https://a.example/i.png"}]}""" },
        { Button(X(640), Postback(X(20), X(1000))), Button(X(640), Postback(X(20), X(1000))) },
        { Button("t", """{"type":"web_url","title":"t","url":"https://a.example","webview_height_ratio":"tall","messenger_extensions":true,"fallback_url":"https://b.example","webview_share_button":"hide"}"""), Button("t", """{"type":"web_url","title":"t","url":"https://a.example","webview_height_ratio":"tall","messenger_extensions":true,"fallback_url":"https://b.example","webview_share_button":"hide"}""") },
        { Generic(Many(10, Element(X(80)))), Generic(Many(10, Element(X(80)))) },
        { Generic($$"""{"title":"t","default_action":{"type":"web_url","url":"https://a.example/"},"buttons":[{{Many(3, Postback("t", "p"))}}]}"""), Generic($$"""{"title":"t","default_action":{"type":"web_url","url":"https://a.example/"},"buttons":[{{Many(3, Postback("t", "p"))}}]}""") },
        { """{"attachment":{"type":"template","payload":{"template_type":"generic","sharable":1,"image_aspect_ratio":"SQUARE","elements":[{"title":"t","subtitle":"s"}]}}}""", """{"attachment":{"type":"template","payload":{"template_type":"generic","sharable":true,"image_aspect_ratio":"square","elements":[{"title":"t","subtitle":"s"}]}}}""" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_message_is_kept_in_one_form(string message, string kept) =>
        Assert.Equal(kept, Sends.Message(message).Ok().MessageText());

    public static TheoryData<string, int, int?, string> Refused() => new()
    {
        { "{}", 100, 2018034, "(#100) Message cannot be empty, must provide valid attachment or text" },
        { """{"text":""}""", 100, 2018034, "(#100) Message cannot be empty, must provide valid attachment or text" },
        { """{"quick_replies":[{"content_type":"user_email"}]}""", 100, 2018034, "(#100) Message cannot be empty, must provide valid attachment or text" },
        { """{"text":"a","x":1}""", 100, null, "(#100) Invalid keys \"x\" were found in param \"message\"." },
        { """{"text":"a","x":1,"y":{}}""", 100, null, "(#100) Invalid keys \"x, y\" were found in param \"message\"." },
        { """{"attachment":{"type":"image","payload":{"url":"https://a.example/i.png","is_public":true}}}""", 100, null, "(#100) Invalid keys \"is_public\" were found in param \"message[attachment][payload]\"." },
        { """{"text":"a","attachment":{"type":"image","payload":{"url":"https://a.example"}}}""", 100, 9900003, "(#100) Only one of text, attachment may be set in param message" },
        { """{"sticker_id":369239263222822}""", 100, 9900090, "(#100) Param message[sticker_id] is not supported by this server" },
        { """{"template":{"name":"n"}}""", 100, 9900090, "(#100) Param message[template] is not supported by this server" },
        { $$"""{"text":"a","metadata":"{{X(1001)}}"}""", 100, null, "(#100) Length of param message[metadata] must be less than or equal to 1000" },
        { """{"text":"a","metadata":{"a":1}}""", 100, null, "(#100) Param message[metadata] must be a string" },
        { """{"attachment":{"payload":{}}}""", 100, null, "(#100) The parameter message[attachment][type] is required" },
        { """{"attachment":{"type":"carrier_pigeon","payload":{}}}""", 100, null, "(#100) Param message[attachment][type] must be one of {image, audio, video, file, template}" },
        { """{"attachment":{"type":"like_heart"}}""", 100, null, "(#100) Param message[attachment][type] must be one of {image, audio, video, file, template}" },
        { """{"attachment":{"type":"image"}}""", 100, null, "(#100) The parameter message[attachment][payload][url] is required" },
        { """{"attachment":{"type":"image","payload":{"url":"ftp://a.example/i"}}}""", 100, null, "(#100) Param message[attachment][payload][url] should represent a valid URL" },
        { """{"attachment":{"type":"image","payload":{"url":"https://a.example/a b"}}}""", 100, null, "(#100) Param message[attachment][payload][url] should represent a valid URL" },
        { """{"attachment":{"type":"image","payload":{"attachment_id":"17"}}}""", 100, 2018074, "(#100) Possible invalid ID or you do not own the attachment." },
        { """{"attachment":{"type":"image","payload":{"attachment_id":"17","url":"https://a.example"}}}""", 100, 9900003, "(#100) Only one of url, attachment_id may be set in param message[attachment][payload]" },
        { """{"attachment":{"type":"image","payload":{"url":"https://a.example","is_reusable":"maybe"}}}""", 100, null, "(#100) Param message[attachment][payload][is_reusable] must be a boolean" },
        { $$"""{"text":"a","quick_replies":[{{Many(14, Reply("t"))}}]}""", 100, 9900004, "(#100) Param message[quick_replies] must have between 1 and 13 items" },
        { $$"""{"text":"a","quick_replies":[{{Reply("t")}},{{Reply(X(21))}}]}""", 100, null, "(#100) Length of param message[quick_replies][1][title] must be less than or equal to 20" },
        { $$"""{"text":"a","quick_replies":[{"content_type":"text","title":"t","payload":"{{X(1001)}}"}]}""", 100, null, "(#100) Length of param message[quick_replies][0][payload] must be less than or equal to 1000" },
        { """{"text":"a","quick_replies":[{"title":"t","payload":"p"}]}""", 100, null, "(#100) The parameter message[quick_replies][0][content_type] is required" },
        { """{"text":"a","quick_replies":[{"content_type":"location"}]}""", 100, null, "(#100) Param message[quick_replies][0][content_type] must be one of {text, user_phone_number, user_email}" },
        { """{"text":"a","quick_replies":[{"content_type":"text","payload":"p"}]}""", 100, null, "(#100) The parameter message[quick_replies][0][title] is required" },
        { """{"text":"a","quick_replies":[{"content_type":"text","title":"t"}]}""", 100, null, "(#100) The parameter message[quick_replies][0][payload] is required" },
        { """{"text":"a","quick_replies":[{"content_type":"text","title":"t","payload":"p","emoji":"x"}]}""", 100, null, "(#100) Invalid keys \"emoji\" were found in param \"message[quick_replies][0]\"." },
        { """{"text":"a","quick_replies":["t"]}""", 100, null, "(#100) Param message[quick_replies][0] must be a JSON object" },
        { """{"attachment":{"type":"template"}}""", 100, null, "(#100) The parameter message[attachment][payload] is required" },
        { """{"attachment":{"type":"template","payload":{"text":"a"}}}""", 100, null, "(#100) The parameter message[attachment][payload][template_type] is required" },
        { """{"attachment":{"type":"template","payload":{"template_type":"receipt"}}}""", 100, 9900090, "(#100) Param message[attachment][payload][template_type] receipt is not supported by this server" },
        { """{"attachment":{"type":"template","payload":{"template_type":"list"}}}""", 12, null, "(#12) template_type list is deprecated" },
        { Button(X(641), Postback("t", "p")), 100, null, "(#100) Length of param message[attachment][payload][text] must be less than or equal to 640" },
        { Button("t", Many(4, Postback("t", "p"))), 100, 9900004, "(#100) Param message[attachment][payload][buttons] must have between 1 and 3 items" },
        { """{"attachment":{"type":"template","payload":{"template_type":"button","text":"t"}}}""", 100, null, "(#100) The parameter message[attachment][payload][buttons] is required" },
        { Button("t", Postback(X(21), "p")), 100, null, "(#100) Length of param message[attachment][payload][buttons][0][title] must be less than or equal to 20" },
        { Button("t", Postback("t", X(1001))), 100, null, "(#100) Length of param message[attachment][payload][buttons][0][payload] must be less than or equal to 1000" },
        { Button("t", """{"type":"postback","title":"t"}"""), 100, null, "(#100) The parameter message[attachment][payload][buttons][0][payload] is required" },
        { Button("t", """{"type":"web_url","title":"t"}"""), 100, null, "(#100) The parameter message[attachment][payload][buttons][0][url] is required" },
        { Button("t", """{"type":"web_url","title":"t","url":"https://a.example","fallback_url":"https://b.example"}"""), 100, null, "(#100) Invalid keys \"fallback_url\" were found in param \"message[attachment][payload][buttons][0]\"." },
        { Button("t", """{"type":"game_play","title":"t"}"""), 100, 9900090, "(#100) Param message[attachment][payload][buttons][0][type] game_play is not supported by this server" },
        { Button("t", """{"type":"bomb","title":"t"}"""), 100, null, "(#100) Param message[attachment][payload][buttons][0][type] must be one of {web_url, postback, phone_number, account_link, account_unlink, game_play, element_share, payment}" },
        { Generic(Many(11, Element("t"))), 100, 9900004, "(#100) Param message[attachment][payload][elements] must have between 1 and 10 items" },
        { """{"attachment":{"type":"template","payload":{"template_type":"generic"}}}""", 100, null, "(#100) The parameter message[attachment][payload][elements] is required" },
        { Generic(Element(X(81))), 100, null, "(#100) Length of param message[attachment][payload][elements][0][title] must be less than or equal to 80" },
        { Generic("""{"title":"t"}"""), 100, 9900004, "(#100) Param message[attachment][payload][elements][0] must have at least one property besides title" },
        { Generic("""{"subtitle":"t"}"""), 100, null, "(#100) The parameter message[attachment][payload][elements][0][title] is required" },
        { Generic("""{"title":"t","default_action":{"type":"web_url","title":"no","url":"https://a.example"}}"""), 100, null, "(#100) Invalid keys \"title\" were found in param \"message[attachment][payload][elements][0][default_action]\"." },
        { Generic("""{"title":"t","default_action":{"type":"postback","title":"no","payload":"p"}}"""), 100, null, "(#100) Param message[attachment][payload][elements][0][default_action][type] must be one of {web_url}" },
        { """{"attachments":[{"type":"image","payload":{"url":"https://a.example"}}]}""", 100, null, "(#100) Invalid keys \"attachments\" were found in param \"message\"." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_message_past_a_limit_is_refused_in_the_platforms_words(string message, int code, int? subcode, string text)
    {
        var error = Sends.Message(message).Bad();
        Assert.Equal((code, subcode, text, 400), (error.Code, error.Subcode, error.Message, error.Status));
    }

    [Theory]
    [InlineData("""{"text":"a","quick_replies":[{"content_type":"user_email"}]}""")]
    [InlineData("""{"sticker_id":"1"}""")]
    [InlineData("""{"template":{"name":"n"}}""")]
    [InlineData("""{"attachment":{"type":"template","payload":{"template_type":"button","text":"t","buttons":[{"type":"phone_number","title":"t","payload":"+1"}]}}}""")]
    [InlineData("""{"attachment":{"type":"template","payload":{"template_type":"button","text":"t","buttons":[{"type":"web_url","title":"t","url":"https://a.example","webview_height_ratio":"full"}]}}}""")]
    public void Instagram_refuses_what_it_does_not_have(string message) =>
        Assert.Equal((100, 2534015), (Sends.Message(message, Channel.Instagram).Bad().Code, Sends.Message(message, Channel.Instagram).Bad().Subcode));

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Instagram_takes_up_to_ten_images(int count, bool passes)
    {
        const string Image = """{"type":"image","payload":{"url":"https://a.example/i.png"}}""";
        var parsed = Sends.Message($$"""{"attachments":[{{Many(count, Image)}}]}""", Channel.Instagram);

        if (passes) Assert.Equal($$"""{"attachments":[{{Many(count, Image)}}]}""", parsed.Ok().MessageText());
        else Assert.Equal("(#100) Param message[attachments] must have between 1 and 10 items", parsed.Bad().Message);
        Assert.Equal($$"""{"attachments":[{{Image}}]}""", Sends.Message($$"""{"attachments":{{Image}}}""", Channel.Instagram).Ok().MessageText());
    }

    [Fact]
    public void A_list_template_is_of_an_old_version_and_not_here_yet() =>
        Assert.Equal("not_supported", Sends.Message(
            """{"attachment":{"type":"template","payload":{"template_type":"list"}}}""", version: new ApiVersion(3, 1)).Bad().Name);

    [Theory]
    [InlineData("", 100, null, "(#100) The parameter recipient is required")]
    [InlineData("recipient={}", 100, 9900002, "(#100) Param recipient must specify exactly one of id, user_ref, phone_number, post_id, comment_id, one_time_notif_token, notification_messages_token, login_id")]
    [InlineData("recipient={id:1,user_ref:2}", 100, 9900002, "(#100) Param recipient must specify exactly one of id, user_ref, phone_number, post_id, comment_id, one_time_notif_token, notification_messages_token, login_id")]
    [InlineData("recipient={id:'abc'}", 100, null, "(#100) Param recipient[id] must be a valid ID string (e.g., \"123\")")]
    [InlineData("recipient={id:1.5}", 100, null, "(#100) Param recipient[id] must be a valid ID string (e.g., \"123\")")]
    [InlineData("recipient={id:-1}", 100, null, "(#100) Param recipient[id] must be a valid ID string (e.g., \"123\")")]
    [InlineData("recipient={id:{a:1}}", 100, null, "(#100) Param recipient[id] must be a valid ID string (e.g., \"123\")")]
    [InlineData("recipient={id:'0123'}", 100, 2018001, "(#100) No matching user found")]
    [InlineData("recipient={id:'99999999999999999999'}", 100, 2018001, "(#100) No matching user found")]
    [InlineData("recipient={id:1,x:2}", 100, null, "(#100) Invalid keys \"x\" were found in param \"recipient\".")]
    [InlineData("recipient={story_id:1}", 100, null, "(#100) Invalid keys \"story_id\" were found in param \"recipient\".")]
    [InlineData("recipient={id:1,name:{first_name:'A'}}", 100, null, "(#100) Invalid keys \"name\" were found in param \"recipient\".")]
    [InlineData("recipient={user_ref:'r'}", 100, 2018001, "(#100) No matching user found")]
    [InlineData("recipient={comment_id:'1_2'}", 100, 2018292, "(#100) Invalid comment_id parameter")]
    [InlineData("recipient={one_time_notif_token:'1'}", 100, 9900020, "(#100) one_time_notif_token is invalid")]
    [InlineData("recipient={notification_messages_token:'1'}", 100, null, "(#100) `notification_messages_token` is invalid")]
    [InlineData("recipient={phone_number:'%2B1(212)555-2368',name:{first_name:'A'}}", 230, null, "(#230) Requires pages_messaging_phone_number permission to manage the object")]
    public void A_recipient_has_one_form(string recipient, int code, int? subcode, string text)
    {
        var error = Sends.Read(Sends.Form, "", recipient + "&message={text:'a'}").Bad();
        Assert.Equal((code, subcode, text), (error.Code, error.Subcode, error.Message));
    }

    [Theory]
    [InlineData("", MessagingType.Absent, null)]
    [InlineData("&messaging_type=response", MessagingType.Response, null)]
    [InlineData("&messaging_type=MESSAGE_TAG&tag=human_agent", MessagingType.MessageTag, "HUMAN_AGENT")]
    [InlineData("&messaging_type=MESSAGE_TAG", MessagingType.MessageTag, null)]
    [InlineData("&tag=HUMAN_AGENT", MessagingType.Absent, "HUMAN_AGENT")]
    [InlineData("&messaging_type=UTILITY", MessagingType.Utility, null)]
    [InlineData("&messaging_type=NON_PROMOTIONAL_SUBSCRIPTION", MessagingType.MessageTag, "NON_PROMOTIONAL_SUBSCRIPTION")]
    public void Type_and_tag_reach_the_kernel_as_asked(string typing, MessagingType type, string? tag)
    {
        var envelope = Sends.Read(Sends.Form, "", "recipient={id:1}&message={text:'a'}" + typing).Ok();
        Assert.Equal(
            new SendRequest(Channel.Messenger, SendKind.Message, type, tag, Author.Human), envelope.ToRequest(Author.Human));
    }

    [Theory]
    [InlineData("&messaging_type=SHOUT", 100, null, "(#100) Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}")]
    [InlineData("&notification_type=LOUD", 100, null, "(#100) Param notification_type must be one of {REGULAR, SILENT_PUSH, NO_PUSH}")]
    [InlineData("&persona_id=7", 100, 9900040, "(#100) Invalid persona_id")]
    [InlineData("&reply_to={}", 100, null, "(#100) The parameter reply_to[mid] is required")]
    [InlineData("&reply_to={mid:'m',x:1}", 100, null, "(#100) Invalid keys \"x\" were found in param \"reply_to\".")]
    [InlineData("&sender_action=typing_on", 100, 2018014, "(#100) Cannot send both message and state at the same time.")]
    public void What_stands_beside_a_message_is_checked(string more, int code, int? subcode, string text)
    {
        var error = Sends.Read(Sends.Form, "", "recipient={id:1}&message={text:'a'}" + more).Bad();
        Assert.Equal((code, subcode, text), (error.Code, error.Subcode, error.Message));
    }

    [Fact]
    public void What_stands_beside_a_message_is_kept()
    {
        var envelope = Sends.Read(
            Sends.Form, "", "recipient={id:1}&message={text:'a'}&notification_type=no_push&reply_to[mid]=m_1&thread_control={}&unknown=1").Ok();
        Assert.Equal(("NO_PUSH", "m_1"), (envelope.Notification, envelope.ReplyTo));
        Assert.Null(Sends.Read(Sends.Form, "", "recipient={id:1}&message={text:'a'}&notification_type=REGULAR").Ok().Notification);
    }

    [Theory]
    [InlineData("TYPING_ON", "typing_on", SendKind.Action)]
    [InlineData("typing_off", "typing_off", SendKind.Action)]
    [InlineData("mark_seen&messaging_type=RESPONSE&notification_type=REGULAR", "mark_seen", SendKind.MarkSeen)]
    public void A_sender_action_carries_no_message(string written, string action, SendKind kind)
    {
        var envelope = Sends.Read(Sends.Form, "", "recipient={id:1}&sender_action=" + written).Ok();
        Assert.Equal((action, kind, MessagingType.Absent, 0), (envelope.Action, envelope.Kind, envelope.Type, envelope.Message.Length));
    }

    [Theory]
    [InlineData("sender_action=react&payload={message_id:'m_1',reaction:'❤'}", "m_1", "❤")]
    [InlineData("sender_action=REACT&payload[message_id]=m_1&payload[reaction]=love", "m_1", "love")]
    [InlineData("sender_action=unreact&payload={message_id:'m_1'}", "m_1", null)]
    public void A_reaction_names_its_message(string written, string mid, string? reaction)
    {
        var envelope = Sends.Read(Sends.Form, "", "recipient={id:1}&" + written, Channel.Instagram).Ok();
        Assert.Equal((mid, reaction, SendKind.Action), (envelope.ReactTo, envelope.Reaction, envelope.Kind));
    }

    [Theory]
    [InlineData("sender_action=dance", "(#100) Param sender_action must be one of {typing_on, typing_off, mark_seen, react, unreact}")]
    [InlineData("sender_action=react", "(#100) The parameter payload is required")]
    [InlineData("sender_action=react&payload={message_id:'m'}", "(#100) The parameter payload[reaction] is required")]
    [InlineData("sender_action=unreact&payload={reaction:'x'}", "(#100) The parameter payload[message_id] is required")]
    [InlineData("sender_action=typing_on&payload={message_id:'m'}", "(#100) Param payload is not allowed with sender_action")]
    [InlineData("sender_action=typing_on&tag=HUMAN_AGENT", "(#100) Param tag is not allowed with sender_action")]
    [InlineData("sender_action=mark_seen&persona_id=1", "(#100) Param persona_id is not allowed with sender_action")]
    [InlineData("sender_action=typing_on&persona_id=1", "(#100) Invalid persona_id")]
    [InlineData("", "(#100) Message cannot be empty, must provide valid attachment or text")]
    public void A_sender_action_is_checked(string written, string text) =>
        Assert.Equal(text, Sends.Read(Sends.Form, "", "recipient={id:1}&" + written).Bad().Message);

    [Fact]
    public void A_file_sent_along_is_refused_by_name()
    {
        var body = "--b\r\nContent-Disposition: form-data; name=\"recipient\"\r\n\r\n{id:1}\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n{attachment:{type:'image',payload:{}}}\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"filedata\"; filename=\"a.png\"\r\n\r\nxyz\r\n--b--\r\n";
        Assert.Equal(
            "(#100) Param filedata is not supported by this server",
            Sends.Read("multipart/form-data; boundary=b", "", body).Bad().Message);
    }

    [Theory]
    [InlineData("v2.6", 2, 6)]
    [InlineData("v26.0", 26, 0)]
    [InlineData("V1.0", 1, 0)]
    public void A_version_is_read(string segment, int major, int minor)
    {
        Assert.True(ApiVersion.TryParse(segment, out var version));
        Assert.Equal((major, minor), (version.Major, version.Minor));
        Assert.Equal(segment.ToLowerInvariant(), version.ToString());
    }

    [Theory]
    [InlineData("v27.0", true)]
    [InlineData("v0.9", true)]
    [InlineData("v999999999999.0", true)]
    [InlineData("v2", false)]
    [InlineData("v2.", false)]
    [InlineData("v.6", false)]
    [InlineData("2.6", false)]
    [InlineData("me", false)]
    public void Another_version_is_not(string segment, bool looksLike)
    {
        Assert.False(ApiVersion.TryParse(segment, out _));
        Assert.Equal(looksLike, ApiVersion.LooksLike(segment));
    }

    private static string X(int count) => new('x', count);

    private static string Many(int count, string one) => string.Join(',', Enumerable.Repeat(one, count));

    private static string Reply(string title) => $$"""{"content_type":"text","title":"{{title}}","payload":"p"}""";

    private static string Postback(string title, string payload) =>
        $$"""{"type":"postback","title":"{{title}}","payload":"{{payload}}"}""";

    private static string Button(string text, string buttons) => Template($"\"button\",\"text\":\"{text}\",\"buttons\":[{buttons}]");

    private static string Generic(string elements) => Template($"\"generic\",\"elements\":[{elements}]");

    private static string Element(string title) => $$"""{"title":"{{title}}","image_url":"https://a.example/i.png"}""";

    private static string Template(string rest) =>
        new StringBuilder("{\"attachment\":{\"type\":\"template\",\"payload\":{\"template_type\":").Append(rest).Append("}}}").ToString();
}
