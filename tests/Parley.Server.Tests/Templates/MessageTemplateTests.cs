using System.Globalization;
using System.Text.Json;
using Parley.Server.Tests.Api;
using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Templates;

/// <summary>Utility templates: made, listed, deleted and sent, with one truth behind all of it.</summary>
public sealed class MessageTemplateTests
{
    private const string Today = "2026-09-28";
    private const string Utility = ",\"messaging_type\":\"UTILITY\"";
    private const string Body = """{"type":"BODY","text":"Order {{1}} of {{2}} is ready."}""";

    private const string Full =
        """
        [{"type":"header","format":"text","text":"Hello {{1}}","example":{"header_text":["Ann"]}},
         {"type":"BODY","text":"Order {{1}} of {{2}} is ready.","example":{"body_text":[["7","May"]]}},
         {"type":"BUTTONS","buttons":[{"type":"POSTBACK","text":"Track","payload":"TRACK"},
          {"type":"url","text":"Shop","url":"https://a.example/"}]}]
        """;

    [Fact]
    public async Task A_template_is_made_listed_read_and_deleted()
    {
        await using var bed = await StoryBed.Start(Today);
        var made = (await Make(bed, Made("order", "en", Full))).Ok();
        Assert.Equal(("APPROVED", "UTILITY"), (made.Text("status"), made.Text("category")));

        var listed = (await Templates(bed)).Data[0];
        Assert.Equal(
            ("order", "en", "APPROVED", made.Text("id")),
            (Text(listed, "name"), Text(listed, "language"), Text(listed, "status"), Text(listed, "id")));
        Assert.Equal(
            """
            [{"type":"HEADER","format":"TEXT","text":"Hello {{1}}","example":{"header_text":["Ann"]}},{"type":"BODY","text":"Order {{1}} of {{2}} is ready.","example":{"body_text":[["7","May"]]}},{"type":"BUTTONS","buttons":[{"type":"POSTBACK","text":"Track","payload":"TRACK"},{"type":"URL","text":"Shop","url":"https://a.example/"}]}]
            """,
            listed.GetProperty("components").GetRawText());

        var read = (await Graph(bed, HttpMethod.Get, $"/{made.Text("id")}", "&fields=name,parameter_format")).Ok();
        Assert.Equal(("order", "POSITIONAL"), (read.Text("name"), read.Text("parameter_format")));
        Assert.Equal("ok", (await Graph(bed, HttpMethod.Delete, "/me/message_templates", "&name=order")).Code());
        Assert.Empty((await Templates(bed)).Data);
        Assert.Equal("100/33", (await Graph(bed, HttpMethod.Get, $"/{made.Text("id")}")).Code());
        Assert.Equal(
            "100/9900030", (await Graph(bed, HttpMethod.Delete, "/me/message_templates", "&name=order")).Code());
    }

    [Fact]
    public async Task One_language_of_a_name_is_deleted_by_its_id()
    {
        await using var bed = await StoryBed.Start(Today);
        var english = (await Make(bed, Made("order", "en", $"[{Body}]"))).Ok().Text("id");
        (await Make(bed, Made("order", "ja", $"[{Body}]"))).Ok();
        Assert.Equal("100/9900033", (await Make(bed, Made("order", "ja", $"[{Body}]"))).Code());
        (await Graph(bed, HttpMethod.Delete, "/me/message_templates", $"&name=order&template_id={english}")).Ok();
        Assert.Equal("ja", Text((await Templates(bed)).Data.Single(), "language"));
    }

    [Theory]
    [InlineData("name=ord", 2)]
    [InlineData("name=refund", 1)]
    [InlineData("language=ja", 1)]
    [InlineData("category=UTILITY", 3)]
    [InlineData("status=approved", 3)]
    [InlineData("status=PENDING", 0)]
    [InlineData("content=READY", 2)]
    [InlineData("name_or_content=refund", 1)]
    [InlineData("limit=2", 2)]
    public async Task A_list_is_narrowed_down_by_what_is_asked(string asked, int found)
    {
        await using var bed = await StoryBed.Start(Today);
        (await Make(bed, Made("order", "en", $"[{Body}]"))).Ok();
        (await Make(bed, Made("order", "ja", $"[{Body}]"))).Ok();
        (await Make(bed, Made("refund", "en", """[{"type":"BODY","text":"Your money is back."}]"""))).Ok();
        Assert.Equal(found, (await Templates(bed, "&" + asked)).Data.Length);
    }

    [Theory]
    [InlineData("""{"language":"en","category":"UTILITY"}""", "(#100) The parameter name is required")]
    [InlineData("""{"name":"n","category":"UTILITY"}""", "(#100) The parameter language is required")]
    [InlineData("""{"name":"n","language":"en"}""", "(#100) The parameter category is required")]
    [InlineData("""{"name":"n","language":"en","category":"UTILITY"}""", "(#100) The parameter components is required")]
    [InlineData(
        """{"name":"n","language":"en","category":"MARKETING"}""", "(#100) Param category must be one of {UTILITY}")]
    [InlineData(
        """{"name":"n","language":"en","category":"UTILITY","parameter_format":"x"}""",
        "(#100) Param parameter_format must be one of {POSITIONAL, NAMED}")]
    [InlineData(
        """{"name":"n","language":"en","category":"UTILITY","library_template_name":"x"}""",
        "(#100) Param library_template_name must be the name of a template of the library")]
    [InlineData(
        """{"name":"n","language":"en","category":"UTILITY","components":[],"library_template_name":"order_shipped_1","library_template_button_inputs":[{"type":"POSTBACK"}]}""",
        "(#100) The parameter library_template_button_inputs[0][payload] is required")]
    public async Task A_template_out_of_form_is_refused(string body, string message)
    {
        await using var bed = await StoryBed.Start(Today);
        Assert.Equal(message, Message(await Make(bed, body)));
    }

    [Fact]
    public async Task What_the_page_sees_and_what_the_Graph_API_sees_are_the_same()
    {
        await using var bed = await StoryBed.Start(Today);
        (await Make(bed, Made("order", "en", $"[{Body}]"))).Ok();
        var page = (await bed.Read($"pages/{bed.Page}")).Ok().Json.GetProperty("templates")[0];
        Assert.Equal(("order", "approved"), (Text(page, "name"), Text(page, "status")));
        Assert.Equal(JsonValueKind.Array, page.GetProperty("components").ValueKind);

        // Its status is set there, and what it consists of stays.
        await Patch(bed, """{"templates":[{"name":"order","status":"paused"},{"name":"new"}]}""");
        var listed = (await Templates(bed, "&fields=name,status,components")).Data;
        Assert.Equal(
            ["new APPROVED 0", "order PAUSED 1"],
            listed.Select(one =>
                    $"{Text(one, "name")} {Text(one, "status")} {one.GetProperty("components").GetArrayLength()}")
                .Order());
        var recipient = await Recipient(bed);
        Assert.Equal("100/9900031", (await bed.Send(recipient, Filled("order", "7", "May"), Utility)).Code());
        Assert.Equal("ok", (await bed.Send(recipient, Filled("new"), Utility)).Code());
        Assert.Equal("100/9900030", (await bed.Send(recipient, Filled("other"), Utility)).Code());
    }

    [Theory]
    [InlineData("""{"type":"header","parameters":[{"type":"text","text":"Ann"}]}""", "ok")]
    [InlineData("""{"type":"header","parameters":[]}""", "100/9900032")]
    [InlineData("""{"type":"header","parameters":[{"type":"image","image":{"link":"https://a.example/i.png"}}]}""", "100/9900032")]
    [InlineData("""{"type":"header","parameters":[<T>,<T>]}""", "100/9900032")]
    [InlineData("""{"type":"header","parameters":[<T>]},{"type":"body","parameters":[<T>]}""", "100/9900032")]
    [InlineData("""{"type":"header","parameters":[<T>]},{"type":"buttons","parameters":[<P>]}""", "ok")]
    [InlineData("""{"type":"header","parameters":[<T>]},{"type":"buttons","parameters":[<P>,<P>]}""", "100/9900032")]
    public async Task What_is_filled_in_fits_the_template_or_is_refused(string components, string code)
    {
        await using var bed = await StoryBed.Start(Today);
        (await Make(bed, Made("order", "en", Full))).Ok();
        var filled = components
            .Replace("<T>", """{"type":"text","text":"x"}""", StringComparison.Ordinal)
            .Replace("<P>", """{"type":"POSTBACK","payload":"p"}""", StringComparison.Ordinal);
        const string body =
            """{"type":"body","parameters":[{"type":"text","text":"7"},{"type":"text","text":"May"}]}""";
        var all = components.Contains("\"body\"", StringComparison.Ordinal) ? filled : $"{filled},{body}";
        var told = await bed.Send(
            await Recipient(bed), $$$"""{"template":{"name":"order","components":[{{{all}}}]}}""", Utility);
        Assert.Equal(code, told.Code());
    }

    [Fact]
    public async Task Named_places_are_filled_by_their_names()
    {
        await using var bed = await StoryBed.Start(Today);
        const string text = """[{"type":"BODY","text":"{{who}}, order {{order_id}} is ready."}]""";
        var numbered = Message(await Make(bed, Made("named", "en", text)));
        Assert.Contains("numbered from {{1}}", numbered, StringComparison.Ordinal);
        (await Make(bed, Made("named", "en", text, ",\"parameter_format\":\"NAMED\""))).Ok();
        var recipient = await Recipient(bed);
        string Named(string first, string second) =>
            $$$"""{"template":{"name":"named","components":[{"type":"body","parameters":[{"type":"text","parameter_name":"{{{first}}}","text":"7"},{"type":"text","parameter_name":"{{{second}}}","text":"Ann"}]}]}}""";
        Assert.Equal("100/9900032", (await bed.Send(recipient, Named("order", "who"), Utility)).Code());
        Assert.Equal("ok", (await bed.Send(recipient, Named("order_id", "who"), Utility)).Code());
        Assert.Equal("Ann, order 7 is ready.", Text(await Shown(bed), "text"));
    }

    [Fact]
    public async Task The_person_sees_the_words_and_taps_the_buttons()
    {
        await using var bed = await StoryBed.Start(Today);
        (await Make(bed, Made("order", "en", Full))).Ok();
        var sent = (await bed.Send(
            await Recipient(bed),
            """
            {"template":{"name":"order","components":[
             {"type":"header","parameters":[{"type":"text","text":"Ada"}]},
             {"type":"body","parameters":[{"type":"text","text":"7"},{"type":"text","text":"May"}]},
             {"type":"buttons","parameters":[{"type":"POSTBACK","payload":"TRACK_7"}]}]}}
            """,
            Utility)).Ok();
        var shown = await Shown(bed);
        Assert.Equal(
            """{"title":"Hello Ada","text":"Order 7 of May is ready.","buttons":[{"type":"postback","title":"Track","payload":"TRACK_7"},{"type":"web_url","title":"Shop","url":"https://a.example/"}]}""",
            shown.GetRawText());
        (await bed.Act("postback", $$"""
            "mid":"{{sent.Text("message_id")}}","button":"Track"
            """)).Ok();
        Assert.Equal("TRACK_7", Text(await bed.Heard("postback"), "payload"));
    }

    [Fact]
    public async Task The_library_is_searched_and_a_template_made_of_it()
    {
        await using var bed = await StoryBed.Start(Today);
        var all = (await Graph(bed, HttpMethod.Get, "/message_template_library")).Ok();
        Assert.InRange(all.Data.Length, 6, 25);
        var found = (await Graph(
            bed, HttpMethod.Get, "/message_template_library", "&language=en_US&usecase=SHIPMENT_CONFIRMATION")).Ok();
        var library = Text(found.Data.Single(), "name");
        Assert.Equal("order_shipped_1", library);
        Assert.Empty((await Graph(bed, HttpMethod.Get, "/message_template_library", "&language=de")).Data);

        (await Make(
            bed,
            $$"""
            {"name":"mine","language":"en_US","category":"UTILITY","library_template_name":"{{library}}",
             "library_template_button_inputs":"[{'type':'POSTBACK','payload':'SHIP'}]"}
            """)).Ok();
        var send =
            """
            {"template":{"name":"mine","language":{"code":"en_US"},
             "components":[{"type":"body","parameters":[<T>,<T>,<T>]}]}}
            """.Replace("<T>", """{"type":"text","text":"x"}""", StringComparison.Ordinal);
        (await bed.Send(await Recipient(bed), send, Utility)).Ok();
        Assert.Equal("x, your order x is on its way and should be with you on x.", Text(await Shown(bed), "text"));
    }

    [Fact]
    public async Task Templates_go_along_with_the_world()
    {
        await using var bed = await StoryBed.Start(Today);
        (await Make(bed, Made("order", "en", Full))).Ok();
        var world = (await bed.Read("world")).Ok().Json.GetRawText();
        await using var other = await StoryBed.Start(Today);
        var told = await other.Api("world", world);
        Assert.True((int)told.Status < 300, told.Json.GetRawText());
        var page = (await other.Read($"pages/{bed.Page}")).Ok().Json.GetProperty("templates")[0];
        Assert.Equal(3, page.GetProperty("components").GetArrayLength());
    }

    [Fact]
    public async Task Before_utility_messages_there_was_no_such_edge()
    {
        await using var bed = await StoryBed.Start("2024-08-19");
        Assert.Equal("2500", (await Templates(bed)).Code());
        Assert.Equal("2500", (await Graph(bed, HttpMethod.Get, "/message_template_library")).Code());
    }

    [Fact]
    public async Task Templates_need_a_permission_of_their_own()
    {
        await using var bed = await StoryBed.Start(Today);
        (await bed.Tell(
            HttpMethod.Patch, $"/_parley/v1/apps/{bed.App}", """{"permissions":["pages_messaging"]}""")).Ok();
        Assert.Equal("230", (await Make(bed, Made("order", "en", Full))).Code());
        Assert.Equal("230", (await Templates(bed)).Code());
    }

    private static string Made(string name, string language, string components, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"name":"{{name}}","language":"{{language}}","category":"utility","components":{{components}}{{more}}}""");

    private static Task<Told> Make(StoryBed bed, string body) =>
        bed.Tell(HttpMethod.Post, $"/v25.0/me/message_templates?access_token={bed.Token}", body);

    private static Task<Told> Templates(StoryBed bed, string more = "") =>
        Graph(bed, HttpMethod.Get, "/me/message_templates", more);

    private static Task<Told> Graph(StoryBed bed, HttpMethod method, string path, string more = "") =>
        bed.Tell(method, $"/v25.0{path}?access_token={bed.Token}{more}", null);

    private static async Task Patch(StoryBed bed, string body) =>
        (await bed.Tell(HttpMethod.Patch, $"/_parley/v1/pages/{bed.Page}", body)).Ok();

    private static string Filled(string name, params string[] texts) =>
        $$$"""{"template":{"name":"{{{name}}}","components":[{"type":"body","parameters":[{{{string.Join(',', texts.Select(text => $$"""{"type":"text","text":"{{text}}"}"""))}}}]}]}}""";

    private static async Task<JsonElement> Shown(StoryBed bed) =>
        (await bed.Read($"threads/{bed.Page}/{bed.LastPsid}/messages")).Data[^1]
        .GetProperty("template").GetProperty("shown");

    private static async Task<string> Recipient(StoryBed bed)
    {
        bed.LastPsid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        return $$"""{"id":"{{bed.LastPsid}}"}""";
    }

    private static string Message(Told told) => told.Json.GetProperty("error").GetProperty("message").GetString()!;

    private static string Text(JsonElement holder, string name) => holder.GetProperty(name).GetString()!;
}
