using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>Every limit at its edge, one past it, with a wrong type, and on the neighbouring channel.</summary>
public sealed class SendReaderTests
{
    private const string News = "NON_PROMOTIONAL_SUBSCRIPTION";
    private const string InvalidData = "100 2534015 (#100) Invalid message data";

    public static TheoryData<string, string> Accepted() => TextTable.Read("messages-accepted.txt");

    public static TheoryData<string, string> Refused() => TextTable.Read("messages-refused.txt");

    public static TheoryData<string, string> RefusedRequests() => TextTable.Read("requests-refused.txt");

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_message_is_kept_in_one_form(string message, string kept) =>
        Assert.Equal(TextTable.Spelled(kept), Sends.Message(TextTable.Spelled(message)).Ok().MessageText());

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_message_past_a_limit_is_refused_in_the_platforms_words(string message, string answer)
    {
        var error = Sends.Message(TextTable.Spelled(message)).Bad();
        Assert.Equal((answer, 400), (TextTable.Written(error), error.Status));
    }

    [Theory]
    [MemberData(nameof(RefusedRequests))]
    public void A_request_out_of_form_is_refused_in_the_platforms_words(string form, string answer) =>
        Assert.Equal(answer, TextTable.Written(Sends.Read(Sends.Form, "", TextTable.Spelled(form)).Bad()));

    [Theory]
    [InlineData("id:'123'", Address.Person, 123L, null)]
    [InlineData("id:123", Address.Person, 123L, null)]
    [InlineData("id:'0123'", Address.Person, 0L, null)]
    [InlineData("id:'99999999999999999999'", Address.Person, 0L, null)]
    [InlineData("user_ref:'r-1'", Address.UserRef, 0L, "r-1")]
    [InlineData("comment_id:'1_2'", Address.Comment, 0L, "1_2")]
    [InlineData("comment_id:12", Address.Comment, 0L, "12")]
    [InlineData("post_id:'3_4'", Address.Post, 0L, "3_4")]
    [InlineData("one_time_notif_token:'t'", Address.OneTimeToken, 0L, "t")]
    [InlineData("notification_messages_token:'t'", Address.RecurringToken, 0L, "t")]
    [InlineData("login_id:'l'", Address.UserRef, 0L, null)]
    public void Every_way_to_name_a_recipient_reaches_the_kernel(
        string recipient, Address address, long person, string? named)
    {
        var expected = new Addressee(address, new Psid(person), named);
        foreach (var channel in Enum.GetValues<Channel>())
        {
            foreach (var rest in new[] { "message={text:'a'}", "sender_action=typing_on" })
            {
                var envelope = Sends.Read(Sends.Form, "", $"recipient={{{recipient}}}&{rest}", channel).Ok();
                var request = envelope.ToRequest(Author.Bot);
                Assert.Equal(expected, envelope.Recipient);
                Assert.Equal((address, named), (request.Address, request.Named));
            }
        }
    }

    [Theory]
    [InlineData(Channel.Messenger, 2000, "a", true)]
    [InlineData(Channel.Messenger, 2001, "a", false)]
    [InlineData(Channel.Messenger, 2000, "😀", true)]
    [InlineData(Channel.Messenger, 2001, "😀", false)]
    [InlineData(Channel.Instagram, 1000, "a", true)]
    [InlineData(Channel.Instagram, 1001, "a", false)]
    [InlineData(Channel.Instagram, 500, "é", true)]
    [InlineData(Channel.Instagram, 501, "é", false)]
    public void Text_is_limited_in_characters_or_on_instagram_in_bytes(
        Channel channel, int count, string unit, bool passes)
    {
        var most = channel is Channel.Instagram ? 1000 : 2000;
        var tooLong = $"(#100) Length of param message[text] must be less than or equal to {most}";
        var parsed = Sends.Message(TextTable.Spelled($$"""{"text":"<<{{count}}:{{unit}}>>"}"""), channel);

        Assert.Equal(passes ? null : tooLong, parsed.Try(out _, out var error) ? null : error.Message);
    }

    [Theory]
    [InlineData("""{"text":"a","quick_replies":[{"content_type":"user_email"}]}""")]
    [InlineData("""{"sticker_id":"1"}""")]
    public void Instagram_refuses_what_it_does_not_have(string message) =>
        Assert.Equal(InvalidData, TextTable.Written(Sends.Message(message, Channel.Instagram).Bad()));

    [Theory]
    [InlineData("""{"type":"phone_number","title":"t","payload":"+1"}""")]
    [InlineData("""{"type":"web_url","title":"t","url":"https://a.example","webview_height_ratio":"full"}""")]
    [InlineData("""{"type":"web_url","title":"t","url":"https://a.example","messenger_extensions":true}""")]
    public void Instagram_has_two_kinds_of_buttons_and_no_webview(string button)
    {
        const string Start =
            """{"attachment":{"type":"template","payload":{"template_type":"button","text":"t","buttons":[""";
        Assert.Equal(InvalidData, TextTable.Written(Sends.Message(Start + button + "]}}}", Channel.Instagram).Bad()));
    }

    [Fact]
    public void Instagram_takes_up_to_ten_images()
    {
        const string Image = """{"type":"image","payload":{"url":"https://a.example/i.png"}}""";
        var ten = string.Join(',', Enumerable.Repeat(Image, 10));

        Assert.Equal(
            $$"""{"attachments":[{{ten}}]}""",
            Sends.Message($$"""{"attachments":[{{ten}}]}""", Channel.Instagram).Ok().MessageText());
        Assert.Equal(
            $$"""{"attachments":[{{Image}}]}""",
            Sends.Message($$"""{"attachments":{{Image}}}""", Channel.Instagram).Ok().MessageText());
        Assert.Equal(
            "(#100) Param message[attachments] must have between 1 and 10 items",
            Sends.Message($$"""{"attachments":[{{ten}},{{Image}}]}""", Channel.Instagram).Bad().Message);
    }

    [Theory]
    [InlineData("", MessagingType.Absent, null)]
    [InlineData("&messaging_type=response", MessagingType.Response, null)]
    [InlineData("&messaging_type=MESSAGE_TAG&tag=human_agent", MessagingType.MessageTag, "HUMAN_AGENT")]
    [InlineData("&messaging_type=MESSAGE_TAG", MessagingType.MessageTag, null)]
    [InlineData("&tag=HUMAN_AGENT", MessagingType.Absent, "HUMAN_AGENT")]
    [InlineData("&messaging_type=UTILITY", MessagingType.Utility, null)]
    [InlineData("&messaging_type=" + News, MessagingType.MessageTag, News)]
    public void Type_and_tag_reach_the_kernel_as_asked(string typing, MessagingType type, string? tag)
    {
        var envelope = Sends.Read(Sends.Form, "", "recipient={id:1}&message={text:'a'}" + typing).Ok();
        var expected = new SendRequest(Channel.Messenger, SendKind.Message, type, tag, Author.Human);
        Assert.Equal(expected, envelope.ToRequest(Author.Human));
    }

    [Fact]
    public void What_stands_beside_a_message_is_kept()
    {
        const string Plain = "recipient={id:1}&message={text:'a'}";
        var envelope = Sends.Read(
            Sends.Form, "", Plain + "&notification_type=no_push&reply_to[mid]=m_1&thread_control={}&unknown=1").Ok();

        Assert.Equal(("NO_PUSH", "m_1"), (envelope.Notification, envelope.ReplyTo));
        Assert.Null(Sends.Read(Sends.Form, "", Plain + "&notification_type=REGULAR").Ok().Notification);
    }

    [Theory]
    [InlineData("TYPING_ON", "typing_on", SendKind.Action)]
    [InlineData("typing_off", "typing_off", SendKind.Action)]
    [InlineData("mark_seen&messaging_type=RESPONSE&notification_type=REGULAR", "mark_seen", SendKind.MarkSeen)]
    public void A_sender_action_carries_no_message(string written, string action, SendKind kind)
    {
        var envelope = Sends.Read(Sends.Form, "", "recipient={id:1}&sender_action=" + written).Ok();
        Assert.Equal(
            (action, kind, MessagingType.Absent, 0),
            (envelope.Action, envelope.Kind, envelope.Type, envelope.Message.Length));
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
}
