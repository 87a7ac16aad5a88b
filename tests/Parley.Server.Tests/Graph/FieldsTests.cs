namespace Parley.Server.Tests.Graph;

/// <summary>Fields within fields, and lists page by page: as an edge and as a field of its node.</summary>
public sealed class FieldsTests : IAsyncLifetime
{
    private const string Labels = "/v12.0/me/custom_labels";

    private readonly List<string> ids = [];
    private GraphServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GraphServer.Start();
        await server.AcceptTerms();
        for (var i = 0; i < 5; i++)
        {
            var made = await server.Post(Labels, $$"""{"page_label_name":"label {{i}}"}""");
            ids.Add(made.Json.GetProperty("id").GetString()!);
        }

        ids.Sort(StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("instagram_business_account", """{"instagram_business_account":{"id":"17841400000000001"},"id":"100000000000001"}""")]
    [InlineData("instagram_business_account{username}", """{"instagram_business_account":{"username":"bakery","id":"17841400000000001"},"id":"100000000000001"}""")]
    [InlineData("instagram_business_account.fields(username),id", """{"instagram_business_account":{"username":"bakery","id":"17841400000000001"},"id":"100000000000001"}""")]
    [InlineData("instagram_business_account.as(ig){id},name.as(title)", """{"ig":{"id":"17841400000000001"},"title":"Bakery","id":"100000000000001"}""")]
    [InlineData("name.as(id)", """{"id":"Bakery"}""")]
    public async Task A_field_may_be_a_node_of_which_fields_are_asked(string fields, string json) =>
        Assert.Equal(json, (await server.Ask(HttpMethod.Get, $"/me?fields={fields}")).Text);

    [Theory]
    [InlineData("instagram_business_account{colour}", "100", "(#100) Tried accessing nonexisting field (colour) on node type (IGUser)")]
    [InlineData("custom_labels{colour}", "100", "(#100) Tried accessing nonexisting field (colour) on node type (PageUserMessageThreadLabel)")]
    [InlineData("name{colour}", "100", "(#100) Tried accessing nonexisting field (colour) on node type (name)")]
    [InlineData("custom_labels.limit(0)", "100", "(#100) Param limit must be a positive integer")]
    [InlineData("custom_labels.limit(many)", "100", "(#100) Param limit must be an integer")]
    [InlineData("custom_labels.after(eA)", "100", "(#100) The After Cursor specified exceeds the max limit supported by this endpoint")]
    [InlineData("custom_labels{id", "2500", "Syntax error \"Expected \"}\".\" at character 16: custom_labels{id")]
    public async Task What_is_wrong_inside_is_told_before_anything_is_read(string fields, string code, string message)
    {
        var answer = await server.Ask(HttpMethod.Get, $"/v12.0/me?fields={fields}");
        Assert.Equal((400, code, message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_list_inside_a_node_has_cursors_and_leads_to_its_edge()
    {
        var node = await server.Ask(HttpMethod.Get, "/v12.0/me?fields=custom_labels.limit(2){name}");
        var list = node.Json.GetProperty("custom_labels");
        Assert.Equal(ids[..2], Ids(list));
        var paging = list.GetProperty("paging");
        Assert.False(paging.TryGetProperty("previous", out _));
        var next = await Follow(paging.GetProperty("next").GetString()!);
        Assert.Equal(ids[2..4], Ids(next));
        Assert.True(next.GetProperty("data")[0].TryGetProperty("name", out _));

        var cursor = paging.GetProperty("cursors").GetProperty("after").GetString();
        var rest = await server.Ask(HttpMethod.Get, $"/v12.0/me?fields=custom_labels.after({cursor}).limit(10)");
        Assert.Equal(ids[2..], Ids(rest.Json.GetProperty("custom_labels")));
    }

    [Fact]
    public async Task Links_lead_forward_to_the_end_and_back_to_the_beginning()
    {
        var first = (await server.Ask(HttpMethod.Get, Labels + "?limit=2")).Json;
        Assert.False(first.GetProperty("paging").TryGetProperty("previous", out _));
        var second = await Follow(first.GetProperty("paging").GetProperty("next").GetString()!);
        var last = await Follow(second.GetProperty("paging").GetProperty("next").GetString()!);
        Assert.Equal(ids[4..], Ids(last));
        Assert.False(last.GetProperty("paging").TryGetProperty("next", out _));

        var back = await Follow(last.GetProperty("paging").GetProperty("previous").GetString()!);
        Assert.Equal(ids[2..4], Ids(back));
        var start = await Follow(back.GetProperty("paging").GetProperty("previous").GetString()!);
        Assert.Equal(ids[..2], Ids(start));
        Assert.False(start.GetProperty("paging").TryGetProperty("previous", out _));
    }

    [Fact]
    public async Task A_link_carries_the_token_and_proof_of_the_call()
    {
        var list = await server.Ask(
            HttpMethod.Get, $"{Labels}?limit=1&access_token={GraphServer.PageToken}", token: null);
        Assert.Equal(
            $"{server.Root}{Labels}?access_token={GraphServer.PageToken}&limit=1&after=",
            list.Json.GetProperty("paging").GetProperty("next").GetString()!.Split("after=")[0] + "after=");
    }

    [Fact]
    public async Task An_empty_list_is_data_alone() => Assert.Equal(
        """{"data":[]}""", (await server.Ask(HttpMethod.Get, $"/v12.0/{server.Ada}/custom_labels")).Text);

    [Theory]
    [InlineData("?summary=true&limit=1", 5)]
    [InlineData("?summary=total_count", 5)]
    [InlineData("?summary=false", null)]
    [InlineData("", null)]
    public async Task A_summary_counts_the_whole_list(string query, int? count)
    {
        var list = (await server.Ask(HttpMethod.Get, Labels + query)).Json;
        var counted = list.TryGetProperty("summary", out var summary)
            ? summary.GetProperty("total_count").GetInt32()
            : (int?)null;
        Assert.Equal(count, counted);
    }

    [Theory]
    [InlineData("limit=0", "(#100) Param limit must be a positive integer")]
    [InlineData("limit=-1", "(#100) Param limit must be a positive integer")]
    [InlineData("limit=x", "(#100) Param limit must be an integer")]
    [InlineData("after=%21", "(#100) The After Cursor specified exceeds the max limit supported by this endpoint")]
    [InlineData("before=eA", "(#100) The Before Cursor specified exceeds the max limit supported by this endpoint")]
    public async Task A_wrong_page_is_named(string query, string message) =>
        Assert.Equal(message, (await server.Ask(HttpMethod.Get, $"{Labels}?{query}")).Message);

    [Fact]
    public async Task Five_hundred_at_most_are_answered_whatever_is_asked()
    {
        await Task.WhenAll(Enumerable.Range(5, 495).Select(i =>
            server.Post(Labels, $$"""{"page_label_name":"label {{i}}"}""")));
        Assert.Equal(25, Ids((await server.Ask(HttpMethod.Get, Labels)).Json).Count);
        Assert.Equal(500, Ids((await server.Ask(HttpMethod.Get, Labels + "?limit=501")).Json).Count);
    }

    [Fact]
    public async Task A_persons_labels_are_a_field_of_the_person()
    {
        await server.Post($"/v12.0/{ids[0]}/label", $$"""{"user":"{{server.Ada}}"}""");
        var person = await server.Ask(
            HttpMethod.Get, $"/v12.0/{server.Ada}?fields=first_name,custom_labels{{page_label_name}}");
        Assert.Equal(ids[..1], Ids(person.Json.GetProperty("custom_labels")));
        Assert.Equal("Ada Maria", person.Json.GetProperty("first_name").GetString());
    }

    [Fact]
    public async Task Lists_of_apps_show_the_fields_asked_for()
    {
        await server.Post("/v21.0/me/subscribed_apps", """{"subscribed_fields":["messages"]}""");
        Assert.Equal(
            """{"data":[{"name":"Echo","id":"500000000000005"}]}""",
            (await server.Ask(HttpMethod.Get, "/v21.0/me/subscribed_apps?fields=name")).Text);
        Assert.Equal(
            "(#100) Tried accessing nonexisting field (colour) on node type (Application)",
            (await server.Ask(HttpMethod.Get, "/v21.0/me/subscribed_apps?fields=colour")).Message);
    }

    private async Task<System.Text.Json.JsonElement> Follow(string link)
    {
        Assert.StartsWith(server.Root + "/v12.0/", link, StringComparison.Ordinal);
        return (await server.Ask(HttpMethod.Get, link[server.Root.Length..], token: null)).Json;
    }

    private static List<string> Ids(System.Text.Json.JsonElement list) =>
        [.. list.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];
}
