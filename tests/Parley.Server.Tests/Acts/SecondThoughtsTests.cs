using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Acts;

/// <summary>People edit and unsend what they wrote.</summary>
public sealed class SecondThoughtsTests
{
    private const string Edition = "2021-10-01";

    [Fact]
    public async Task An_edit_is_told_with_its_number_and_the_person_sees_the_last_words()
    {
        await using var bed = await StoryBed.Start(Edition);
        var said = (await bed.Act("message", "\"text\":\"helo\"")).Ok();
        (await bed.Act("edit", $"\"mid\":\"{said.Text("mid")}\",\"text\":\"hello\"")).Ok();
        (await bed.Act("edit", $"\"mid\":\"{said.Text("mid")}\",\"text\":\"hello!\"")).Ok();
        Assert.Equal(
            $$"""{"mid":"{{said.Text("mid")}}","text":"hello!","num_edit":2}""",
            (await bed.Heard("message_edit", 1)).GetRawText());
        var seen = (await bed.Read($"threads/{bed.Page}/{said.Text("psid")}/messages")).Data.Single();
        Assert.Equal("hello!", seen.GetProperty("text").GetString());
        Assert.True(seen.GetProperty("edited").GetBoolean());
        var rows = (await bed.Read($"journal?page={bed.Page}&kind=edited")).Data;
        Assert.Equal(["hello", "hello!"], rows.Select(row => row.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_sixth_edit_is_one_too_many()
    {
        await using var bed = await StoryBed.Start(Edition);
        var mid = (await bed.Act("message", "\"text\":\"0\"")).Ok().Text("mid");
        for (var i = 1; i <= 5; i++) (await bed.Act("edit", $"\"mid\":\"{mid}\",\"text\":\"{i}\"")).Ok();
        (await bed.Act("edit", $"\"mid\":\"{mid}\",\"text\":\"6\"")).Refuses(422, "mid");
    }

    [Fact]
    public async Task Neither_edits_nor_unsends_open_the_window()
    {
        await using var bed = await StoryBed.Start(Edition);
        var said = (await bed.Act("message", "\"text\":\"hi\"")).Ok();
        await bed.Advance("PT25H");
        (await bed.Act("edit", $"\"mid\":\"{said.Text("mid")}\",\"text\":\"hi!\"")).Ok();
        (await bed.Act("unsend", $"\"mid\":\"{said.Text("mid")}\"")).Ok();
        var told = await bed.Send($$"""{"id":"{{said.Text("psid")}}"}""", """{"text":"late"}""");
        Assert.Equal("10/2018278", told.Code());
    }

    [Fact]
    public async Task Only_Instagram_tells_of_a_message_taken_back()
    {
        await using var bed = await StoryBed.Start(Edition);
        var here = (await bed.Act("message", "\"text\":\"here\"")).Ok();
        var there = (await bed.Act("message", "\"text\":\"there\"", "instagram")).Ok();
        (await bed.Act("unsend", $"\"mid\":\"{here.Text("mid")}\"")).Ok();
        (await bed.Act("unsend", $"\"mid\":\"{there.Text("mid")}\"", "instagram")).Ok();
        Assert.Equal(
            $$"""{"mid":"{{there.Text("mid")}}","is_deleted":true}""", (await bed.Heard("message", 2)).GetRawText());
        var seen = (await bed.Read($"threads/{bed.Page}/{here.Text("psid")}/messages")).Data.Single();
        Assert.True(seen.GetProperty("unsent").GetBoolean());
        Assert.False(seen.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task What_is_gone_or_was_never_typed_cannot_be_changed()
    {
        await using var bed = await StoryBed.Start(Edition);
        var said = (await bed.Act("message", "\"text\":\"hi\"")).Ok();
        var mid = said.Text("mid");
        var ours = (await bed.Send($$"""{"id":"{{said.Text("psid")}}"}""", """{"text":"hello"}""")).Ok();
        const string image = "\"attachment\":{\"type\":\"image\",\"url\":\"https://cdn.example/a.png\"}";
        var picture = (await bed.Act("message", image)).Ok();
        foreach (var other in (string[])[ours.Text("message_id"), picture.Text("mid"), "m_unknown"])
            (await bed.Act("edit", $"\"mid\":\"{other}\",\"text\":\"x\"")).Refuses(422, "mid");
        (await bed.Act("unsend", $"\"mid\":\"{ours.Text("message_id")}\"")).Refuses(422, "mid");
        (await bed.Act("unsend", $"\"mid\":\"{mid}\"")).Ok();
        (await bed.Act("unsend", $"\"mid\":\"{mid}\"")).Refuses(422, "mid");
        (await bed.Act("edit", $"\"mid\":\"{mid}\",\"text\":\"x\"")).Refuses(422, "mid");
    }
}
