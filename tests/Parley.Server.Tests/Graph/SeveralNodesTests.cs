namespace Parley.Server.Tests.Graph;

/// <summary>One read of several nodes: <c>?ids=</c>.</summary>
public sealed class SeveralNodesTests : IAsyncLifetime
{
    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start(
        options => options with { Graph = new() { PageCallsPerDay = 100 } });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Each_node_is_answered_under_its_id_with_the_fields_asked_for()
    {
        var answer = await server.Ask(
            HttpMethod.Get, $"/v21.0/?ids={server.Ada},me, {GraphServer.PageNumber}&fields=name");
        Assert.Equal(
            $$$"""{"{{{server.Ada}}}":{"name":"Ada Maria Lovelace","id":"{{{server.Ada}}}"},"me":{"name":"Bakery","id":"100000000000001"},"100000000000001":{"name":"Bakery","id":"100000000000001"}}""",
            answer.Text);
    }

    [Fact]
    public async Task An_edge_is_read_of_several_nodes_too()
    {
        await server.AcceptTerms();
        var answer = await server.Ask(HttpMethod.Get, $"/v12.0/custom_labels?ids={server.Ada},me");
        Assert.Equal($$$"""{"{{{server.Ada}}}":{"data":[]},"me":{"data":[]}}""", answer.Text);
    }

    [Fact]
    public async Task Every_id_counts_as_a_call()
    {
        await server.Ask(HttpMethod.Get, $"/?ids={server.Ada},me,{GraphServer.PageNumber},me");
        var answer = await server.Ask(HttpMethod.Get, "/me");
        Assert.Contains("\"call_count\":4,", answer.Header("x-business-use-case-usage"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ids=me,nobody", 404, "803", "(#803) Some of the aliases you requested do not exist: nobody")]
    [InlineData("ids=me&fields=colour", 400, "100", "(#100) Tried accessing nonexisting field (colour) on node type (Page)")]
    [InlineData("ids=", 400, "100", "Unsupported get request. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api")]
    [InlineData("ids=[[1]]", 400, "100", "(#100) Param ids[0] must be a string")]
    public async Task What_is_wrong_with_one_is_wrong_with_the_whole(
        string query, int status, string code, string message)
    {
        var answer = await server.Ask(HttpMethod.Get, $"/?{query}");
        Assert.Equal((status, code, message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_number_nobody_has_is_told_like_a_single_one()
    {
        var answer = await server.Ask(HttpMethod.Get, "/?ids=me,4711");
        Assert.Equal("100/33", answer.Code);
        Assert.Contains("'4711'", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_are_read_and_one_more_is_not()
    {
        Assert.Equal("100/33", (await server.Ask(HttpMethod.Get, $"/?ids={Numbers(50)}")).Code);
        var answer = await server.Ask(HttpMethod.Get, $"/?ids={Numbers(51)}");
        Assert.Equal("(#100) Too many IDs provided. Maximum: 50 provided: 51", answer.Message);

        static string Numbers(int count) => string.Join(',', Enumerable.Range(1, count));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_read() =>
        Assert.Equal("104", (await server.Ask(HttpMethod.Get, "/?ids=1", token: null)).Code);
}
