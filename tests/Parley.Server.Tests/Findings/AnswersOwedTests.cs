using System.Text.Json;
using Parley.Server.Tests.Api;

namespace Parley.Server.Tests.Findings;

/// <summary>An automated app answers within thirty seconds, or it is told that it did not.</summary>
public sealed class AnswersOwedTests
{
    [Theory]
    [InlineData("PT30S", false)]
    [InlineData("PT30.001S", true)]
    [InlineData("P1D", true)]
    public async Task Silence_is_found_at_the_first_millisecond_it_is_too_long(string silence, bool late)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var said = (await scene.Act("message", "\"text\":\"Are you there?\"")).Ok();
        await Pass(bed, silence);

        var found = (await bed.Get("violations")).Ok().Data;
        if (!late)
        {
            Assert.Empty(found);
            return;
        }

        var one = Assert.Single(found);
        Assert.Equal("2021-10-05T12:00:30.001Z", Text(one, "at"));
        Assert.Equal(("responsiveness", "advise"), (Text(one, "rule"), Text(one, "level")));
        Assert.Equal((scene.Page, said.Text("psid")), (Text(one, "page"), Text(one, "psid")));
        Assert.Equal((scene.App, said.Text("mid")), (Text(one, "app"), Text(one, "mid")));
        Assert.Equal(("messenger", "2021-10-01"), (Text(one, "channel"), Text(one, "edition")));
        Assert.False(one.TryGetProperty("lane", out _));
        var row = Assert.Single((await bed.Get("journal?kind=unanswered")).Ok().Data);
        Assert.Equal((Text(one, "at"), Text(one, "mid")), (Text(row, "at"), Text(row, "mid")));
        Assert.Equal("responsiveness", Text(row.GetProperty("policy")[0], "rule"));
    }

    [Theory]
    [InlineData("PT30S", 0)]
    [InlineData("PT30.001S", 1)]
    public async Task An_answer_counts_until_the_thirtieth_second_and_never_after(string delay, int findings)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"Are you there?\"")).Text("psid");
        await Pass(bed, delay);
        await scene.Send(psid, """{"text":"Yes"}""");
        await Pass(bed, "PT1H");

        Assert.Equal(findings, await Late(bed));
    }

    [Fact]
    public async Task Every_input_has_its_own_thirty_seconds_and_one_answer_serves_all_before_it()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"One\"")).Text("psid");
        await Pass(bed, "PT20S");
        var two = (await scene.Act("message", "\"text\":\"Two\"")).Text("mid");
        await Pass(bed, "PT20S");
        await scene.Send(psid, """{"text":"Both"}""");
        await Pass(bed, "PT20S");
        var three = (await scene.Act("message", "\"text\":\"Three\"")).Text("mid");
        await Pass(bed, "PT1H");

        var late = (await bed.Get("violations?rule=responsiveness")).Data.Select(one => Text(one, "mid")).ToArray();
        Assert.Equal(2, late.Length);
        Assert.Equal(three, late[0]);
        Assert.DoesNotContain(two, late);
    }

    [Fact]
    public async Task Get_started_and_things_that_are_no_input_need_no_answer()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("get_started")).Ok();
        (await scene.Act("link", "\"ref\":\"door\"")).Ok();
        (await scene.Act("mute")).Ok();
        await Pass(bed, "PT1H");

        Assert.Equal(0, await Late(bed));
    }

    [Theory]
    [InlineData("\"automated\":false")]
    [InlineData("\"automated\":true,\"bot\":\"manual\"")]
    [InlineData("\"automated\":true,\"bot\":\"hybrid\"")]
    public async Task Who_was_not_declared_automated_owes_nothing(string app)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await bed.Patch("apps/" + scene.App, $$"""{{{app}}}""")).Ok();
        (await scene.Act("message", "\"text\":\"Are you there?\"")).Ok();
        await Pass(bed, "PT1H");

        Assert.Equal(0, await Late(bed));
    }

    [Fact]
    public async Task What_was_owed_when_it_was_said_stays_owed()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("message", "\"text\":\"Are you there?\"")).Ok();
        (await bed.Patch("apps/" + scene.App, """{"bot":"manual"}""")).Ok();
        (await scene.Act("message", "\"text\":\"Hello?\"")).Ok();
        await Pass(bed, "PT1H");

        Assert.Equal(1, await Late(bed));
    }

    [Fact]
    public async Task An_act_told_long_afterwards_is_owed_nothing()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("message", "\"text\":\"Earlier\",\"at\":\"2021-10-05T11:59:29.998Z\"")).Ok();
        (await scene.Act("message", "\"text\":\"Just so\",\"at\":\"2021-10-05T11:59:29.999Z\"")).Ok();
        await Pass(bed, "PT1H");

        Assert.Equal(1, await Late(bed));
    }

    [Fact]
    public async Task Advancing_to_what_comes_next_does_not_stop_at_a_missing_answer()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("message", "\"text\":\"Are you there?\"")).Ok();
        var next = (await bed.Post("clock/advance", """{"next":true}""")).Ok();

        Assert.Equal("2021-10-06T12:00:00.000Z", next.Text("now"));
        Assert.Equal(1, await Late(bed));
    }

    internal static async Task Pass(ApiBed bed, string by) =>
        (await bed.Post("clock/advance", $$"""{"by":"{{by}}"}""")).Ok();

    internal static async Task<int> Late(ApiBed bed) =>
        (await bed.Get("violations?rule=responsiveness")).Ok().Data.Length;

    internal static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
