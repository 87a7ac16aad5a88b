namespace Parley.Server.Tests.Optins;

/// <summary>Surveys from the template to the answer, over HTTP.</summary>
public sealed class SurveyStoryTests
{
    private const string Edition = "2021-10-01";
    private const string Tagged = ",\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"CUSTOMER_FEEDBACK\"";

    [Fact]
    public async Task A_survey_is_answered_once_and_the_app_hears_the_score()
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        await bed.Advance("P7D");
        var mid = await bed.Ask(psid, Survey("csat"), Tagged);
        (await bed.Act("feedback", Answer(mid, "q1", "5", "great"))).Ok();
        var heard = (await bed.Heard("messaging_feedback")).GetProperty("feedback_screens")[0];
        Assert.Equal(0, heard.GetProperty("screen_id").GetInt32());
        Assert.Equal(
            """{"type":"csat","payload":"5","follow_up":{"type":"free_form","payload":"great"}}""",
            heard.GetProperty("questions").GetProperty("q1").GetRawText());
        (await bed.Act("feedback", Answer(mid, "q1", "4"))).Refuses(422, "act");

        // Answering opens no window; an answered survey makes room for the next.
        var told = await bed.Send($$"""{"id":"{{psid}}"}""", """{"text":"thanks"}""");
        Assert.Equal("10/2018278", told.Code());
        await bed.Ask(psid, Survey("csat"), Tagged);
        var row = (await bed.Read($"journal?page={bed.Page}&kind=feedback")).Data.Single();
        Assert.Equal(mid, row.GetProperty("mid").GetString());
        Assert.Equal("5", row.GetProperty("answers")[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData(1, "PT23H59M59.999S", true)]
    [InlineData(1, "P1D", false)]
    [InlineData(7, "P6DT23H59M59.999S", true)]
    [InlineData(7, "P7D", false)]
    public async Task A_survey_is_open_for_its_days(int days, string later, bool open)
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var mid = await bed.Ask(psid, Survey("nps", $",\"expires_in_days\":{days}"));
        Assert.Equal(
            "613/2018338", (await bed.Send($$"""{"id":"{{psid}}"}""", StoryBed.Template(Survey("nps")))).Code());
        await bed.Advance(later);
        var next = await bed.Send($$"""{"id":"{{psid}}"}""", StoryBed.Template(Survey("nps")), Tagged);
        Assert.Equal(open, next.Code() == "613/2018338");
        var answer = await bed.Act("feedback", Answer(mid, "q1", "0"));
        if (open) answer.Ok();
        else answer.Refuses(422, "act");
    }

    [Theory]
    [InlineData("csat", "1", "5", "6")]
    [InlineData("nps", "0", "10", "11")]
    [InlineData("ces", "1", "7", "8")]
    public async Task A_score_lies_on_the_scale_of_its_question(string type, string least, string most, string past)
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        foreach (var good in new[] { least, most })
        {
            await bed.Advance("PT1S");
            var mid = await bed.Ask(psid, Survey(type));
            foreach (var bad in new[] { past, "-1", "05", "1.0", "\"five\"", "\"\"", "true", "null", "[]" })
            {
                var told = await bed.Act("feedback", Answer(mid, "q1", bad));
                Assert.Contains((int)told.Status, new[] { 400, 422 });
            }

            (await bed.Act("feedback", Answer(mid, "q1", $"\"{good}\""))).Ok();
        }
    }

    [Fact]
    public async Task Answers_are_those_the_survey_asks_for()
    {
        await using var bed = await StoryBed.Start(Edition);
        var said = (await bed.Act("message", "\"text\":\"hi\"")).Ok();
        var mid = await bed.Ask(said.Text("psid"), Survey("csat", followUp: ""));
        (await bed.Act("feedback")).Refuses(400, "mid", "answers");
        (await bed.Act("feedback", $"\"mid\":\"{mid}\",\"answers\":[5]")).Refuses(400, "answers");
        (await bed.Act("feedback", $"\"mid\":\"{mid}\",\"answers\":{{}}")).Refuses(422, "answers.q1");
        (await bed.Act("feedback", Answer(mid, "q2", "5"))).Refuses(422, "answers.q2");
        (await bed.Act("feedback", Answer(mid, "q1", "5", "no words asked"))).Refuses(422, "follow_up");
        (await bed.Act("feedback", Answer("m_x", "q1", "5"))).Refuses(422, "mid");
        (await bed.Act("feedback", Answer(said.Text("mid"), "q1", "5"))).Refuses(422, "mid");
        (await bed.Act("feedback", Answer(mid, "q1", "5"))).Ok();
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    public async Task Words_are_at_most_400_characters(int count, bool fits)
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var words = new string('x', count);
        var free = await bed.Ask(psid, Survey("free_form", followUp: ""));
        var told = await bed.Act("feedback", Answer(free, "q1", $"\"{words}\""));
        if (fits) told.Ok();
        else told.Refuses(400, "answers.q1");
        await bed.Advance("P1D");
        var scored = await bed.Ask(psid, Survey("csat"));
        told = await bed.Act("feedback", Answer(scored, "q1", "3", words));
        if (fits) told.Ok();
        else told.Refuses(400, "follow_up");
    }

    [Theory]
    [InlineData("2020-03-04", "messenger", "100")]
    [InlineData("2021-10-01", "messenger", "ok")]
    [InlineData("2021-10-01", "instagram", "100/2534015")]
    public async Task The_edition_and_the_channel_say_where_there_are_surveys(
        string edition, string channel, string code)
    {
        await using var bed = await StoryBed.Start(edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"", channel)).Ok().Text("psid");
        var told = await bed.Send($$"""{"id":"{{psid}}"}""", StoryBed.Template(Survey("csat")));
        Assert.Equal(code, told.Code());
    }

    [Fact]
    public async Task The_tag_carries_the_survey_alone_and_for_seven_days()
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var recipient = $$"""{"id":"{{psid}}"}""";
        Assert.Equal("100/9900011", (await bed.Send(recipient, """{"text":"How was it?"}""", Tagged)).Code());
        await bed.Advance("P7DT0.001S");
        Assert.Equal("10/2018278", (await bed.Send(recipient, StoryBed.Template(Survey("csat")), Tagged)).Code());
    }

    private static string Survey(
        string type, string more = "", string followUp = ",\"follow_up\":{\"type\":\"free_form\"}") =>
        $$$"""
        {"template_type":"customer_feedback","title":"Your visit",
         "feedback_screens":[{"questions":[{"id":"q1","type":"{{{type}}}"{{{followUp}}}}]}],
         "business_privacy":{"url":"https://shop.example/privacy"}{{{more}}}}
        """;

    private static string Answer(string mid, string question, string value, string? words = null) =>
        $"\"mid\":\"{mid}\",\"answers\":{{\"{question}\":{value}}}"
        + (words is null ? "" : $",\"follow_up\":\"{words}\"");
}
