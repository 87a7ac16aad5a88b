using NodaTime;
using Parley.Server.Delivery;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Tests.Graph;

/// <summary>Labels: made, put on people, read back, and shut until the Page Contact Terms are accepted.</summary>
public sealed class CustomLabelTests : IAsyncLifetime
{
    private const string Labels = "/v12.0/me/custom_labels";

    private GraphServer server = null!;

    private static string Terms => $"/pages/{GraphServer.PageNumber}/contact_terms";

    public async ValueTask InitializeAsync()
    {
        server = await GraphServer.Start();
        await Accept();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_label_is_made_put_on_a_person_read_and_taken_off()
    {
        var id = await Make("VIP");
        Assert.Equal("""{"success":true}""", (await Put(id, server.Ada.ToString())).Text);
        var carried = await server.Ask(HttpMethod.Get, $"/v12.0/{server.Ada}/custom_labels?fields=page_label_name");
        Assert.Equal(
            ("VIP", id),
            (carried.Json.GetProperty("data")[0].GetProperty("page_label_name").GetString(),
                carried.Json.GetProperty("data")[0].GetProperty("id").GetString()));
        Assert.Equal(
            $$"""{"page_label_name":"VIP","id":"{{id}}"}""",
            (await server.Ask(HttpMethod.Get, $"/v12.0/{id}?fields=page_label_name")).Text);
        var off = await server.Ask(HttpMethod.Delete, $"/v12.0/{id}/label?user={server.Ada}");
        Assert.Equal("""{"success":true}""", off.Text);
        Assert.Equal(
            """{"data":[]}""", (await server.Ask(HttpMethod.Get, $"/v12.0/{server.Ada}/custom_labels")).Text);
    }

    [Fact]
    public async Task Apps_hear_of_a_label_put_on_or_taken_off_and_of_nothing_that_changed_nothing()
    {
        var id = await Make("VIP");
        await Put(id, server.Ada.ToString());
        await Put(id, server.Ada.ToString());
        await server.Ask(HttpMethod.Delete, $"/{id}/label?user={server.Ada}");
        await server.Ask(HttpMethod.Delete, $"/{id}/label?user={server.Ada}");
        var page = server.World.Page(GraphServer.Page)!;
        var told = server.Journal.Read(0, 0, 100)
            .Where(row => row.Kind is EventKind.Labelled or EventKind.Unlabelled)
            .Select(row => server.Service<OwedEvents>().Envelope(row, 0, GraphServer.AppId, page)!.Value.Event);
        var number = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            [new WebhookEvent.LabelChanged(number, "VIP", false), new WebhookEvent.LabelChanged(number, "VIP", true)],
            told);
    }

    [Fact]
    public async Task A_deleted_label_is_gone_from_everybody()
    {
        var id = await Make("VIP");
        await Put(id, server.Ada.ToString());
        Assert.Equal("""{"success":true}""", (await server.Ask(HttpMethod.Delete, $"/v12.0/{id}")).Text);
        Assert.Equal(
            """{"data":[]}""", (await server.Ask(HttpMethod.Get, $"/v12.0/{server.Ada}/custom_labels")).Text);
        var gone = await server.Ask(HttpMethod.Get, $"/v12.0/{id}");
        Assert.Equal("100/33", gone.Code);
    }

    [Fact]
    public async Task The_older_spelling_of_the_name_works_both_ways()
    {
        var made = await server.Post(Labels, """{"name":"Regular"}""");
        Assert.Equal(
            "Regular",
            (await server.Ask(HttpMethod.Get, $"/{made.Json.GetProperty("id").GetString()}?fields=name"))
                .Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Pages_of_labels_follow_their_cursors_and_links_of_this_host()
    {
        var made = new HashSet<string>();
        for (var i = 0; i < 5; i++) made.Add(await Make($"label {i}"));
        var seen = new List<string>();
        var next = server.Root + Labels + "?limit=2&fields=name";
        while (next is not null)
        {
            var page = next.Contains("access_token", StringComparison.Ordinal)
                ? await Answer.Of(await server.Client.GetAsync(next, TestContext.Current.CancellationToken))
                : await server.Ask(HttpMethod.Get, next[server.Root.Length..]);
            seen.AddRange(
                page.Json.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            next = page.Json.GetProperty("paging").TryGetProperty("next", out var link) ? link.GetString() : null;
            if (next is not null) Assert.StartsWith(server.Root, next, StringComparison.Ordinal);
        }

        Assert.Equal(made.Order(), seen.Order());
        Assert.Equal(5, seen.Count);
    }

    [Theory]
    [InlineData("""{}""", "(#100) The parameter page_label_name is required")]
    [InlineData("""{"page_label_name":""}""", "(#100) The parameter page_label_name is required")]
    [InlineData("""{"page_label_name":"   "}""", "(#100) The parameter page_label_name is required")]
    [InlineData("""{"page_label_name":{"a":1}}""", "(#100) Param page_label_name must be a string")]
    [InlineData("""{"page_label_name":"vip"}""", "(#100) A label named vip already exists")]
    public async Task A_bad_name_is_named(string body, string message)
    {
        await Make("VIP");
        var answer = await server.Post(Labels, body);
        Assert.Equal((400, message), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Names_have_eighty_characters_and_pages_five_hundred_labels()
    {
        await Make(new string('x', 80));
        Assert.Equal(
            "(#100) Length of param page_label_name must be less than or equal to 80",
            (await server.Post(Labels, $$"""{"page_label_name":"{{new string('x', 81)}}"}""")).Message);
        await Task.WhenAll(Enumerable.Range(0, 499).Select(i => Make($"label {i}")));
        Assert.Equal(
            "(#100) A Page can have at most 500 labels",
            (await server.Post(Labels, """{"page_label_name":"one more"}""")).Message);
    }

    [Fact]
    public async Task A_label_goes_on_people_the_page_knows_and_on_nobody_else()
    {
        var id = await Make("VIP");
        Assert.Equal("(#100) The parameter user is required", (await server.Post($"/{id}/label", "{}")).Message);
        Assert.Equal("100", (await Put(id, "anna")).Code);
        Assert.Equal("100/2018001", (await Put(id, "4242424242424243")).Code);
        Assert.Equal("100/2018001", (await Put(id, server.Ines.ToString())).Code);
    }

    [Fact]
    public async Task Another_pages_label_does_not_exist()
    {
        var id = await Make("VIP");
        await server.World.Save(new PageRecord { Id = 100000000000009, Name = "Other", TermsAccepted = true });
        await server.World.Save(
            new InstallRecord { Page = 100000000000009, App = GraphServer.AppId, Token = "EAAother" });
        foreach (var (method, path) in new[] { (HttpMethod.Get, $"/{id}"), (HttpMethod.Delete, $"/{id}") })
            Assert.Equal("100/33", (await server.Ask(method, path, token: "EAAother")).Code);
        Assert.Equal("100/33", (await server.Post($"/{id}/label", $$"""{"user":"{{server.Ada}}"}""", "EAAother")).Code);
    }

    [Fact]
    public async Task Until_the_terms_are_accepted_every_call_answers_where_and_then_all_of_them_work()
    {
        var id = await Make("VIP");
        await server.World.Save(server.World.Page(GraphServer.Page)! with { TermsAccepted = false });
        string[] calls =
        [
            $"GET {Labels}", $"POST {Labels}", $"GET /{server.Ada}/custom_labels", $"GET /{id}", $"DELETE /{id}",
            $"POST /{id}/label?user={server.Ada}", $"DELETE /{id}/label?user={server.Ada}",
        ];
        foreach (var call in calls)
        {
            var answer = await server.Ask(new HttpMethod(call.Split(' ')[0]), call.Split(' ')[1]);
            Assert.Equal(
                (400, "2/2018344", "Service temporarily unavailable"), (answer.Status, answer.Code, answer.Message));
            Assert.EndsWith(
                server.Root + Terms,
                answer.Json.GetProperty("error").GetProperty("error_user_msg").GetString(),
                StringComparison.Ordinal);
        }

        await Accept();
        foreach (var call in calls.Take(3).Where(call => !call.StartsWith("POST", StringComparison.Ordinal)))
            Assert.Equal(200, (await server.Ask(new HttpMethod(call.Split(' ')[0]), call.Split(' ')[1])).Status);
    }

    [Fact]
    public async Task A_page_the_roll_out_has_not_reached_is_not_asked()
    {
        await server.World.Save(server.World.Page(GraphServer.Page)! with
        {
            TermsAccepted = false,
            TermsEnforcedFrom = Instant.FromUtc(2021, 10, 6, 0, 0).ToUnixTimeMilliseconds(),
        });
        Assert.Equal(200, (await server.Ask(HttpMethod.Get, Labels)).Status);
        await server.Clock.AdvanceTo(Instant.FromUtc(2021, 10, 6, 0, 0), TestContext.Current.CancellationToken);
        Assert.Equal("2/2018344", (await server.Ask(HttpMethod.Get, Labels)).Code);
    }

    [Fact]
    public async Task A_page_in_Europe_had_no_labels_under_the_edition_of_2021()
    {
        await server.World.Save(server.World.Page(GraphServer.Page)! with { Country = "FR" });
        Assert.Equal("10/2018336", (await server.Ask(HttpMethod.Get, Labels)).Code);
    }

    [Fact]
    public async Task The_terms_are_shown_in_the_readers_language_with_the_pages_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Root + Terms);
        request.Headers.Add("Accept-Language", "ja, en;q=0.5");
        await server.World.Save(
            server.World.Page(GraphServer.Page)! with { Name = "<b>Bakery</b>", TermsAccepted = false });
        var shown = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"ja\">", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Bakery&lt;/b&gt;のページ連絡先規約", html, StringComparison.Ordinal);
        Assert.Contains("<form method=\"post\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_on_another_site_cannot_accept_them()
    {
        await server.World.Save(server.World.Page(GraphServer.Page)! with { TermsAccepted = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Root + Terms);
        request.Headers.Add("Origin", "https://evil.example");
        var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((403, false), ((int)answer.StatusCode, server.World.Page(GraphServer.Page)!.TermsAccepted));
    }

    [Fact]
    public async Task With_an_operator_key_whoever_accepts_shows_it()
    {
        await using var locked = await GraphServer.Start(
            options => options with { OperatorKey = "a_key_of_16_or_more" });
        var url = locked.Root + Terms;
        var token = TestContext.Current.CancellationToken;
        using var wrong = new FormUrlEncodedContent([KeyValuePair.Create("key", "nonsense")]);
        Assert.Equal(401, (int)(await locked.Client.PostAsync(url, wrong, token)).StatusCode);
        Assert.False(locked.World.Page(GraphServer.Page)!.TermsAccepted);
        using var right = new FormUrlEncodedContent([KeyValuePair.Create("key", "a_key_of_16_or_more")]);
        Assert.Equal(200, (int)(await locked.Client.PostAsync(url, right, token)).StatusCode);
        Assert.True(locked.World.Page(GraphServer.Page)!.TermsAccepted);
    }

    private Task Accept() => server.AcceptTerms();

    private async Task<string> Make(string name)
    {
        var answer = await server.Post(Labels, $$"""{"page_label_name":"{{name}}"}""");
        Assert.Equal(200, answer.Status);
        return answer.Json.GetProperty("id").GetString()!;
    }

    private Task<Answer> Put(string label, string user) => server.Post($"/{label}/label", $$"""{"user":"{{user}}"}""");
}
