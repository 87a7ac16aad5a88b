using System.Text;
using NodaTime;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Tests.Graph;

/// <summary>The main job over real HTTP: what passes, what is refused, and in whose words.</summary>
public sealed class SendMessageTests : IAsyncLifetime
{
    private static readonly Duration OneDay = Duration.FromHours(24);
    private static readonly Duration OneMillisecond = Duration.FromMilliseconds(1);

    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_send_at_exactly_24_hours_passes_and_a_millisecond_later_it_is_refused()
    {
        await AdvanceTo(GraphServer.Noon + OneDay);
        var last = await server.Say(server.Ada);
        Assert.True(last.Status == 200, last.Text);
        Assert.Equal(["recipient_id", "message_id"], last.Json.EnumerateObject().Select(member => member.Name));

        await AdvanceTo(GraphServer.Noon + OneDay + OneMillisecond);
        var late = await server.Say(server.Ada);
        Assert.Equal((400, "10/2018278", "OAuthException"), (late.Status, late.Code, late.Type));
        Assert.Equal(
            "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
                + "https://developers.facebook.com/docs/messenger-platform/policy-overview",
            late.Message);
        Assert.Single(server.Sent());
    }

    [Fact]
    public async Task On_instagram_the_shut_window_has_its_own_code_by_page_and_by_account()
    {
        Assert.Equal(200, (await server.Say(server.Ines)).Status);
        await AdvanceTo(GraphServer.Noon + OneDay + OneMillisecond);
        var byPage = await server.Say(server.Ines);
        Assert.Equal((400, "10/2534022", "OAuthException"), (byPage.Status, byPage.Code, byPage.Type));

        var byAccount = await server.Post("/v22.0/me/messages", Text(server.Ines), GraphServer.InstagramToken);
        Assert.Equal(("10/2534022", "IGApiException"), (byAccount.Code, byAccount.Type));
    }

    [Fact]
    public async Task The_instagram_host_sends_through_its_own_account_only()
    {
        var sent = await server.Post(
            $"/v22.0/{GraphServer.AccountNumber}/messages", Text(server.Ines), GraphServer.InstagramToken);
        Assert.True(sent.Status == 200, sent.Text);
        Assert.StartsWith("aWdf", sent.Json.GetProperty("message_id").GetString(), StringComparison.Ordinal);
        var foreign = await server.Post("/v22.0/me/messages", Text(server.Ada), GraphServer.InstagramToken);
        Assert.Equal("100/2534014", foreign.Code);
    }

    [Fact]
    public async Task A_block_is_answered_by_551_and_its_end_by_a_sent_message()
    {
        await server.Act(server.Ada, Channel.Messenger, EventKind.Blocked);
        var blocked = await server.Say(server.Ada);
        Assert.Equal(
            (400, "551/1545041", "(#551) This person isn't available right now."),
            (blocked.Status, blocked.Code, blocked.Message));
        await server.Act(server.Ada, Channel.Messenger, EventKind.Unblocked);
        Assert.Equal(200, (await server.Say(server.Ada)).Status);
    }

    [Fact]
    public async Task A_foreign_psid_and_somebody_who_never_wrote_are_unknown()
    {
        Assert.Equal("100/2018001", (await server.Say(new Psid(7000000000000001))).Code);
        Assert.Equal("100/2018001", (await server.Say(server.Silent)).Code);
        Assert.Equal("100/2534014", (await server.Say(new Psid(7000000000000002))).Code);
        await server.World.Save(server.World.Page(GraphServer.Page)! with { InstagramId = null });
        Assert.Equal("100/2018001", (await server.Say(new Psid(7000000000000002))).Code);
        Assert.Equal(
            "(#100) Param recipient[id] must be a valid ID string (e.g., \"123\")",
            (await server.Post("/me/messages", """{"recipient":{"id":"ada"},"message":{"text":"x"}}""")).Message);
    }

    [Fact]
    public async Task A_human_agent_needs_the_feature()
    {
        await AdvanceTo(GraphServer.Noon + Duration.FromDays(6));
        const string tagged = ",\"tag\":\"HUMAN_AGENT\"";
        Assert.Equal("10/9900010", (await Tagged(tagged)).Code);
        await server.World.Save(server.World.App(GraphServer.AppId)! with { Features = ["human_agent"] });
        Assert.Equal(200, (await Tagged(tagged)).Status);
        await AdvanceTo(GraphServer.Noon + Duration.FromDays(7) + OneMillisecond);
        Assert.Equal("10/2018278", (await Tagged(tagged)).Code);

        Task<Answer> Tagged(string tag) => server.Post(
            "/me/messages",
            $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"messaging_type":"MESSAGE_TAG","message":{"text":"hi"}{{{tag}}}}""");
    }

    [Fact]
    public async Task The_author_is_the_apps_kind_unless_the_send_says_otherwise()
    {
        await server.Say(server.Ada);
        await Say("human");
        await server.World.Save(server.World.App(GraphServer.AppId)! with { Automated = false });
        await server.Say(server.Ada);
        await Say("bot");
        Assert.Equal(
            ["bot", "human", "human", "bot"],
            server.Sent()
                .Select(row => System.Text.Json.JsonElement.Parse(row.Body.Span).GetProperty("author").GetString()));
        Assert.Equal("(#100) Param X-Parley-Author must be one of {human, bot}", (await Say("robot")).Message);

        Task<Answer> Say(string author) => server.Ask(
            HttpMethod.Post,
            "/me/messages",
            Json(Text(server.Ada)),
            GraphServer.PageToken,
            ("X-Parley-Author", author));
    }

    [Fact]
    public async Task Sender_actions_answer_with_the_recipient_alone()
    {
        foreach (var action in new[] { "typing_on", "TYPING_OFF", "mark_seen" })
        {
            var answer = await server.Post("/me/messages", Action(action));
            Assert.Equal($$"""{"recipient_id":"{{server.Ada}}"}""", answer.Text);
        }

        await AdvanceTo(GraphServer.Noon + OneDay + OneMillisecond);
        Assert.Equal(200, (await server.Post("/me/messages", Action("mark_seen"))).Status);
        Assert.Equal("10/2018278", (await server.Post("/me/messages", Action("typing_on"))).Code);

        string Action(string name) => $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"sender_action":"{{{name}}}"}""";
    }

    [Fact]
    public async Task Replies_and_reactions_refer_to_messages_of_the_same_thread()
    {
        var heard = await server.Act(server.Ada, Channel.Messenger, EventKind.Message, """{"text":"again"}""");
        var hers = server.Mids.For(Channel.Messenger, new ThreadKey(GraphServer.Page, server.Ada), heard.Seq);
        var ours = (await server.Say(server.Ada)).Json.GetProperty("message_id").GetString()!;
        var elsewhere = (await server.Say(server.Ines)).Json.GetProperty("message_id").GetString()!;

        Assert.Equal(200, (await Reply(hers)).Status);
        Assert.Equal(200, (await Reply(ours)).Status);
        Assert.Equal("100/9900041", (await Reply(elsewhere)).Code);
        Assert.Equal("100/9900041", (await Reply(Forged(hers))).Code);
        Assert.Equal(200, (await React(hers)).Status);
        Assert.Equal("100/9900042", (await React(elsewhere)).Code);
        Assert.Equal("100/9900042", (await React("m_nothing")).Code);

        await AdvanceTo(GraphServer.Noon + OneDay + OneMillisecond);
        Assert.Equal("10/2018278", (await Reply(elsewhere)).Code);

        Task<Answer> Reply(string mid) => server.Say(server.Ada, more: $$$""","reply_to":{"mid":"{{{mid}}}"}""");
        Task<Answer> React(string mid) => server.Post(
            "/me/messages",
            $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"sender_action":"react","payload":{"message_id":"{{{mid}}}","reaction":"love"}}""");
    }

    [Fact]
    public async Task Only_who_asks_is_shown_the_decision()
    {
        await AdvanceTo(GraphServer.Noon + OneDay + OneMillisecond);
        Assert.False((await server.Say(server.Ada)).Error.TryGetProperty("error_data", out _));

        var explained = await server.Ask(
            HttpMethod.Post, "/me/messages", Json(Text(server.Ada)), GraphServer.PageToken, ("X-Parley-Explain", "1"));
        var decision = explained.Error.GetProperty("error_data");
        Assert.StartsWith("d_", decision.GetProperty("decision_id").GetString(), StringComparison.Ordinal);
        Assert.Equal("outside_window", decision.GetProperty("wire").GetProperty("reason").GetString());
        var standard = decision.GetProperty("lanes").EnumerateArray()
            .First(lane => lane.GetProperty("lane").GetString() == "standard");
        Assert.Equal("2021-10-06T12:00:00.000Z", standard.GetProperty("closed_at").GetString());
    }

    [Fact]
    public async Task What_was_sent_is_kept_as_it_was_written()
    {
        const string message =
            """{"attachment":{"type":"template","payload":{"template_type":"button","text":"Größe 😀?","buttons":[{"type":"postback","title":"Ja","payload":"YES"}]}}}""";
        var sent =
            await server.Post("/me/messages", $$"""{"recipient":{"id":"{{server.Ada}}"},"message":{{message}}}""");
        Assert.True(sent.Status == 200, sent.Text);
        var body =
            System.Text.Json.JsonSerializer.Deserialize(server.Sent().Single().Body.Span, StoredJson.Default.SendBody)!;
        Assert.Equal(GraphServer.AppId, body.App);
        Assert.Equal("standard", body.Lane);
        Assert.Equal("2021-10-01", body.Edition);
        Assert.True(
            System.Text.Json.JsonElement.DeepEquals(System.Text.Json.JsonElement.Parse(message), body.Message!.Value));
    }

    private Task AdvanceTo(Instant at) => server.Clock.AdvanceTo(at, TestContext.Current.CancellationToken);

    private static string Text(Psid person) => $$$"""{"recipient":{"id":"{{{person}}}"},"message":{"text":"hello"}}""";

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static string Forged(string mid) => mid[..^2] + (mid[^2] == 'A' ? 'B' : 'A') + mid[^1];
}
