using System.Net.Http.Headers;
using System.Text;

namespace Parley.Server.Tests.Graph;

/// <summary>Every way real clients write a send, through the socket.</summary>
public sealed class BodyEncodingTests : IAsyncLifetime
{
    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("""recipient={"id":"PSID"}&message={"text":"hi"}""")]
    [InlineData("recipient={'id':'PSID'}&message={'text':'hi'}")]
    [InlineData("recipient={id:PSID}&message={text:\"hi\"}")]
    [InlineData("recipient[id]=PSID&message[text]=hi")]
    [InlineData("recipient%5Bid%5D=PSID&message%5Btext%5D=hi&messaging_type=RESPONSE&tag=")]
    public async Task A_form_is_read_whatever_its_nested_values_look_like(string form)
    {
        var content =
            new StringContent(form.Replace("PSID", server.Ada.ToString(), StringComparison.Ordinal), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        AssertSent(await server.Ask(HttpMethod.Post, "/me/messages", content));
    }

    [Fact]
    public async Task A_form_without_a_content_type_is_read()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"recipient[id]={server.Ada}&message[text]=hi"));
        AssertSent(await server.Ask(HttpMethod.Post, "/me/messages", content));
    }

    [Fact]
    public async Task Multipart_parts_hold_json_text()
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent($$"""{"id":"{{server.Ada}}"}"""), "recipient" },
            { new StringContent("""{"text":"hi"}"""), "message" },
        };
        AssertSent(await server.Ask(HttpMethod.Post, "/me/messages", content));
    }

    [Fact]
    public async Task Everything_may_stand_in_the_query_of_an_empty_post()
    {
        var recipient = Uri.EscapeDataString($$"""{"id":"{{server.Ada}}"}""");
        var message = Uri.EscapeDataString("""{"text":"hi"}""");
        AssertSent(await server.Ask(HttpMethod.Post, $"/v2.6/me/messages?recipient={recipient}&message={message}"));
    }

    [Fact]
    public async Task The_body_goes_before_the_query()
    {
        var answer = await server.Post(
            "/me/messages?message=" + Uri.EscapeDataString("""{"text":"from the query"}"""),
            $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"message":{"text":"from the body"}}""");
        AssertSent(answer);
        Assert.Contains(
            "from the body", Encoding.UTF8.GetString(server.Sent().Single().Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_members_are_absent_and_ids_may_be_numbers() => AssertSent(await server.Post(
        "/me/messages", $$$"""{"recipient":{"id":{{{server.Ada}}}},"tag":null,"message":{"text":"hi"}}"""));

    [Fact]
    public async Task Unknown_parameters_are_ignored_but_unknown_keys_of_a_message_are_named()
    {
        AssertSent(await server.Say(server.Ada, more: ",\"unheard_of\":1"));
        var answer = await server.Post(
            "/me/messages", $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"message":{"text":"hi","colour":"red"}}""");
        Assert.Equal("(#100) Invalid keys \"colour\" were found in param \"message\".", answer.Message);
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_the_same_body()
    {
        var padding = new string('x', 300_000);
        var json = $$$"""{"ignored":"{{{padding}}}","recipient":{"id":"{{{server.Ada}}}"},"message":{"text":"hi"}}""";
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentLength = null;
        AssertSent(await server.Ask(HttpMethod.Post, "/me/messages", content));
    }

    [Fact]
    public async Task A_json_body_under_a_get_means_nothing()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        var answer = await server.Ask(HttpMethod.Get, "/v21.0/me", content);
        Assert.Equal("Bakery", answer.Json.GetProperty("name").GetString());
    }

    private void AssertSent(Answer answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(server.Ada.ToString(), answer.Json.GetProperty("recipient_id").GetString());
        var row = server.Sent()[^1];
        Assert.Equal(
            server.Mids.For(row.Channel, row.Thread, row.Seq), answer.Json.GetProperty("message_id").GetString());
    }
}
