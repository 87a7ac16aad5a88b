using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>
/// The templates that are lanes of their own: every member at its limit, past it, of a wrong type, elsewhere.
/// </summary>
public sealed class LaneTemplateTests
{
    private const string Before = """{"attachment":{"type":"template","payload":""";
    private const string OneTime = """{"template_type":"one_time_notif_req","title":"t","payload":"p"}""";
    private const string Recurring = """{"template_type":"notification_messages","title":"t"}""";

    private const string Survey =
        """
        {"template_type":"customer_feedback","feedback_screens":[{"questions":[{"id":"q","type":"csat"}]}],
         "business_privacy":{"url":"https://a.example"}
        """;

    public static TheoryData<string, string> Templates() => TextTable.Read("lane-templates.txt");

    public static TheoryData<string, string> Utility() => TextTable.Read("utility-templates.txt");

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_is_kept_in_one_form_or_refused_in_the_platforms_words(string asked, string answer) =>
        Check(asked, answer, Before, "}}");

    [Theory]
    [MemberData(nameof(Utility))]
    public void A_utility_template_is_kept_in_one_form_or_refused(string asked, string answer) =>
        Check(asked, answer, """{"template":""", "}");

    [Theory]
    [InlineData(OneTime, Form.OneTimeRequest, "t", 0)]
    [InlineData(Recurring, Form.RecurringRequest, "t", 0)]
    [InlineData("""{"template_type":"notification_messages"}""", Form.RecurringRequest, "Updates and promotions", 0)]
    [InlineData(Survey + "}", Form.Survey, null, 1)]
    [InlineData(Survey + ",\"expires_in_days\":7}", Form.Survey, null, 7)]
    public void The_kernel_is_told_what_a_template_is(string payload, Form form, string? title, int days)
    {
        var request = Sends.Message(Before + payload + "}}").Ok().ToRequest(Author.Bot);
        Assert.Equal((form, title, days), (request.Form, request.Title, request.SurveyDays));
    }

    [Theory]
    [InlineData("""{"name":"receipt"}""", "receipt/en")]
    [InlineData("""{"name":"receipt","language":{"code":"ja"}}""", "receipt/ja")]
    public void A_utility_template_is_named_with_its_language(string template, string name)
    {
        const string start = """{"recipient":{"id":1},"messaging_type":"UTILITY","message":{"template":""";
        var request = Sends.Read(Sends.Json, "", start + template + "}}").Ok().ToRequest(Author.Bot);
        Assert.Equal((MessagingType.Utility, Form.Utility, name), (request.Type, request.Form, request.Title));
    }

    [Theory]
    [InlineData("""{"text":"a","template":{"name":"n"}}""", "text, template")]
    [InlineData("""{"attachment":{"type":"image"},"template":{"name":"n"}}""", "attachment, template")]
    public void A_template_stands_alone(string message, string both) =>
        Assert.Equal(
            $"(#100) Only one of {both} may be set in param message", Sends.Message(message).Bad().Message);

    [Fact]
    public void Other_messages_are_no_lane_of_their_own()
    {
        const string Button =
            """
            {"attachment":{"type":"template","payload":{"template_type":"button","text":"t",
             "buttons":[{"type":"postback","title":"t","payload":"p"}]}}}
            """;
        Assert.Equal(Form.Rich, Sends.Message(Button).Ok().Form);
        Assert.Equal(Form.Text, Sends.Message("""{"text":"a"}""").Ok().Form);
    }

    private static void Check(string asked, string answer, string before, string after)
    {
        var parts = asked.Split(' ', 4);
        Assert.True(ApiVersion.TryParse(parts[1], out var version));
        var channel = Enum.Parse<Channel>(parts[2], ignoreCase: true);
        var parsed = Sends.Message(TextTable.Spelled(before + parts[3] + after), channel, version, parts[0]);
        if (parsed.Try(out var envelope, out var error))
            Assert.Equal(TextTable.Spelled(before + answer + after), envelope.MessageText());
        else
            Assert.Equal(answer, TextTable.Written(error));
    }
}
