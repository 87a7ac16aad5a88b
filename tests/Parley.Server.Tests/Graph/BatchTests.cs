using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Wire;

namespace Parley.Server.Tests.Graph;

/// <summary>Several calls in one: each like a call that came alone, answered in their order.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start(
        options => options with { Graph = new() { PageCallsPerDay = 100 } });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/v6.0")]
    [InlineData("/v6.0/")]
    [InlineData("/me")]
    public async Task Items_are_answered_in_their_order(string path)
    {
        var answer = await Run(
            path,
            """{"method":"GET","relative_url":"me?fields=name"}""",
            """{"method":"get","relative_url":"/v2.6/nobody"}""",
            $$$"""{"method":"post","relative_url":"me/messages","body":"recipient=%7B%22id%22%3A%22{{{server.Ada}}}%22%7D&message=%7B%22text%22%3A%22hi%22%7D"}""");
        Assert.Equal([200, 400, 200], Codes(answer));
        Assert.Equal("""{"name":"Bakery","id":"100000000000001"}""", Body(answer, 0).ToString());
        Assert.Equal(33, Body(answer, 1).GetProperty("error").GetProperty("error_subcode").GetInt32());
        Assert.Equal(server.Ada.ToString(), Body(answer, 2).GetProperty("recipient_id").GetString());
        Assert.Single(server.Sent());
    }

    [Fact]
    public async Task Headers_are_those_of_a_call_that_came_alone_unless_they_are_not_wanted()
    {
        const string items = """[{"method":"GET","relative_url":"v6.0/me"}]""";
        var with = await server.Post("/", $$"""{"batch":{{items}}}""");
        var headers = with.Json[0].GetProperty("headers").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("value").GetString());
        Assert.Equal("v6.0", headers["facebook-api-version"]);
        Assert.Equal("application/json; charset=UTF-8", headers["Content-Type"]);
        Assert.Contains("call_count", headers["x-business-use-case-usage"], StringComparison.Ordinal);
        var without = await server.Post("/", $$"""{"batch":{{items}},"include_headers":"false"}""");
        Assert.Equal(
            """[{"code":200,"body":"{\"name\":\"Bakery\",\"id\":\"100000000000001\"}"}]""", without.Text);
    }

    [Fact]
    public async Task A_batch_may_be_a_form_or_have_no_content_type_and_its_bodies_raw_json()
    {
        var items =
            $$$"""[{"method":"POST","relative_url":"me/messages","body":"{\"recipient\":{\"id\":\"{{{server.Ada}}}\"},\"message\":{\"text\":\"hi\"}}"}]""";
        var form = await server.Ask(HttpMethod.Post, "/", new FormUrlEncodedContent([new("batch", items)]));
        Assert.Equal([200], Codes(form));
        var bare = new ByteArrayContent(Encoding.UTF8.GetBytes("batch=" + Uri.EscapeDataString(items)));
        var answer = await server.Ask(HttpMethod.Post, $"/?access_token={GraphServer.PageToken}", bare, null);
        Assert.Equal([200], Codes(answer));
        Assert.Equal(2, server.Sent().Count);
    }

    [Fact]
    public async Task An_item_that_shows_its_own_token_speaks_with_it_and_around_it_there_need_be_none()
    {
        var answer = await server.Ask(
            HttpMethod.Post,
            "/",
            Json(
                $$"""{"batch":[{"method":"GET","relative_url":"me?access_token={{GraphServer.PageToken}}"},{"method":"GET","relative_url":"me"}]}"""),
            null);
        Assert.Equal([200, 400], Codes(answer));
        Assert.Equal(2500, Body(answer, 1).GetProperty("error").GetProperty("code").GetInt32());

        var wrong = await server.Post("/", """{"batch":[{"method":"GET","relative_url":"me"}]}""", "EAAwrong");
        Assert.Equal("190", wrong.Code);
    }

    [Fact]
    public async Task A_proof_beside_the_batch_proves_its_token_and_no_other()
    {
        await server.World.Save(server.World.App(GraphServer.AppId)! with { RequiresProof = true });
        var proof = AppSecretProof.Compute(GraphServer.AppSecret, GraphServer.PageToken);
        var other = $"access_token={GraphServer.InstagramToken}";
        var ofOther = AppSecretProof.Compute(GraphServer.AppSecret, GraphServer.InstagramToken);
        var answer = await server.Post(
            $"/?appsecret_proof={proof}",
            $$"""{"batch":[{"method":"GET","relative_url":"me"},{"method":"GET","relative_url":"me?{{other}}"},{"method":"GET","relative_url":"me?{{other}}&appsecret_proof={{ofOther}}"},{"method":"GET","relative_url":"me?appsecret_proof=00"}]}""");
        Assert.Equal([200, 400, 200, 400], Codes(answer));

        var inside = await server.Ask(
            HttpMethod.Post,
            "/",
            Json(
                $$"""{"access_token":"{{GraphServer.PageToken}}","batch":[{"method":"GET","relative_url":"me?appsecret_proof={{proof}}"}]}"""),
            null);
        Assert.Equal("100", inside.Code);
    }

    [Fact]
    public async Task A_later_item_uses_what_an_earlier_one_answered()
    {
        await server.AcceptTerms();
        var answer = await Run(
            "/v12.0",
            """{"method":"POST","relative_url":"v12.0/me/custom_labels","name":"make","body":"page_label_name=VIP"}""",
            $$"""{"method":"POST","relative_url":"v12.0/{result=make:$.id}/label","name":"put","omit_response_on_success":false,"body":"user={{server.Ada}}"}""",
            """{"method":"GET","relative_url":"v12.0/me/custom_labels","depends_on":"put","name":"list"}""",
            """{"method":"GET","relative_url":"v12.0/?ids=%7Bresult%3Dlist%3A%24.data.*.id%7D&fields=name"}""");
        // What a later item rests on is left out, unless it says otherwise.
        Assert.Equal([null, 200, null, 200], Codes(answer));
        Assert.Equal("VIP", Body(answer, 3).EnumerateObject().Single().Value.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_value_in_a_raw_json_body_stays_one_string()
    {
        await server.World.Save(server.World.Page(GraphServer.Page)! with { Name = "The \"best\" bakery" });
        var body = JsonSerializer.Serialize(
            $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"message":{"text":"{result=me:$.name}"}}""");
        var answer = await Run(
            "/",
            """{"method":"GET","relative_url":"me","name":"me"}""",
            $$"""{"method":"POST","relative_url":"me/messages","body":{{body}}}""");
        Assert.Equal([null, 200], Codes(answer));
        Assert.Contains("The \\u0022best\\u0022 bakery", Text(server.Sent()[0]), StringComparison.Ordinal);

        static string Text(Storage.StoredEvent sent) => Encoding.UTF8.GetString(sent.Body.Span)
            .Replace("\\\"", "\\u0022", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_rests_on_a_failure_is_null_and_so_is_what_rests_on_that()
    {
        var answer = await Run(
            "/",
            """{"method":"GET","relative_url":"nobody","name":"first"}""",
            """{"method":"GET","relative_url":"me?fields={result=first:$.id}","name":"second"}""",
            """{"method":"GET","relative_url":"me","depends_on":"second"}""",
            """{"method":"GET","relative_url":"me"}""");
        Assert.Equal([400, null, null, 200], Codes(answer));
    }

    [Fact]
    public async Task An_answer_is_left_out_where_it_is_not_wanted_but_never_an_error()
    {
        var answer = await Run(
            "/",
            """{"method":"GET","relative_url":"me","omit_response_on_success":true}""",
            """{"method":"GET","relative_url":"nobody","omit_response_on_success":true}""");
        Assert.Equal([null, 400], Codes(answer));
    }

    [Theory]
    [InlineData("""{"relative_url":"me"}""", "(#100) The parameter batch[0][method] is required")]
    [InlineData("""{"method":"GET"}""", "(#100) The parameter batch[0][relative_url] is required")]
    [InlineData("""{"method":["GET"],"relative_url":"me"}""", "(#100) Param batch[0][method] must be a string")]
    [InlineData("\"me\"", "(#100) Param batch[0] must be a JSON object")]
    [InlineData("""{"method":"GET","relative_url":"me","omit_response_on_success":"maybe"}""", "(#100) Param batch[0][omit_response_on_success] must be a boolean")]
    [InlineData("""{"method":"GET","relative_url":"me","body":[1]}""", "(#100) Param batch[0][body] must be a string")]
    [InlineData("""{"method":"GET","relative_url":"me","headers":["no colon"]}""", "(#100) Param batch[0][headers][0] must be a header")]
    [InlineData("""{"method":"GET","relative_url":"me","depends_on":"later"}""", "(#100) Param batch[0] refers to later, which is the name of no earlier request")]
    [InlineData("""{"method":"GET","relative_url":"me?fields={result=me:$.x}","name":"me"}""", "(#100) Param batch[0] refers to me, which is the name of no earlier request")]
    [InlineData("""{"method":"POST","relative_url":"me/messages","attached_files":"photo"}""", "(#100) Param batch[0][attached_files] names photo, which is no file of the request")]
    [InlineData("""{"method":"POST","relative_url":"/","body":"batch=[]x"}""", "(#100) A batch cannot hold a batch")]
    public async Task A_wrong_item_is_told_alone(string item, string message)
    {
        var answer = await Run("/", item, """{"method":"GET","relative_url":"me"}""");
        Assert.Equal([400, 200], Codes(answer));
        Assert.Equal(message, Body(answer, 0).GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_path_that_is_not_supported_is_named()
    {
        var answer = await Run(
            "/",
            """{"method":"GET","relative_url":"me","name":"me","omit_response_on_success":false}""",
            """{"method":"GET","relative_url":"{result=me:$..id}"}""");
        Assert.Equal(
            "(#100) {result=me:$..id} is not a JSONPath that is supported",
            Body(answer, 1).GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"batch":{"method":"GET"}}""", "(#100) Param batch must be an array")]
    [InlineData("""{"batch":"GET me"}""", "(#100) Param batch must be an array")]
    [InlineData("""{"batch":[{}],"include_headers":"maybe"}""", "(#100) Param include_headers must be a boolean")]
    public async Task A_wrong_batch_is_told_as_a_whole(string body, string message) =>
        Assert.Equal(message, (await server.Post("/", body)).Message);

    [Fact]
    public async Task Fifty_items_are_carried_out_and_one_more_is_not()
    {
        const string item = """{"method":"GET","relative_url":"me?fields=id"}""";
        Assert.Equal(50, (await Run("/", [.. Enumerable.Repeat(item, 50)])).Json.GetArrayLength());
        var answer = await Run("/", [.. Enumerable.Repeat(item, 51)]);
        Assert.Equal(
            (400, "GraphBatchException", "(#100) Too many requests in batch message. Maximum batch size is 50"),
            (answer.Status, answer.Type, answer.Message));
    }

    [Fact]
    public async Task Every_item_counts_as_a_call_and_the_batch_does_not()
    {
        const string item = """{"method":"GET","relative_url":"me"}""";
        var batch = await Run("/", item, item, item);
        Assert.Contains("\"call_count\":3,", batch.Header("x-business-use-case-usage"), StringComparison.Ordinal);
        var alone = await server.Ask(HttpMethod.Get, "/me");
        Assert.Contains("\"call_count\":4,", alone.Header("x-business-use-case-usage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_speak_to_the_host_they_came_in_by_and_hear_its_words()
    {
        var answer = await server.Ask(
            HttpMethod.Post,
            "/",
            Json("""{"batch":[{"method":"GET","relative_url":"nobody"}]}"""),
            GraphServer.InstagramToken,
            ("Host", "graph.instagram.com"));
        Assert.Equal(
            "IGApiException", Body(answer, 0).GetProperty("error").GetProperty("type").GetString());
    }

    private Task<Answer> Run(string path, params string[] items) =>
        server.Post(path, $$"""{"batch":[{{string.Join(',', items)}}]}""");

    private static StringContent Json(string text) => new(text, new MediaTypeHeaderValue("application/json"));

    private static int?[] Codes(Answer answer) =>
    [
        .. answer.Json.EnumerateArray().Select(one =>
            one.ValueKind is JsonValueKind.Null ? (int?)null : one.GetProperty("code").GetInt32()),
    ];

    private static JsonElement Body(Answer answer, int at) =>
        JsonElement.Parse(answer.Json[at].GetProperty("body").GetString()!);
}
