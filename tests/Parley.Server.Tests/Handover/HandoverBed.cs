using System.Text.Json;
using Parley.Server.Tests.Api;
using Parley.Server.Tests.Delivery;
using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Handover;

/// <summary>
/// A page with two apps that hear everything: a bot, and a help desk. Spoken to over HTTP only; the clock stands.
/// </summary>
internal sealed class HandoverBed : IAsyncDisposable
{
    public const string Inbox = "263902037430900";

    private readonly ApiBed bed;

    private HandoverBed(ApiBed bed, Receiver botHears, Receiver deskHears) =>
        (this.bed, BotHears, DeskHears) = (bed, botHears, deskHears);

    // Standby carries receipts too; the stories are about the talk.
    private const string Receipt = "(standby) delivery";

    public const string Bot = "500";
    public const string Desk = "501";
    public const string Page = "100";

    public Receiver BotHears { get; }

    public Receiver DeskHears { get; }

    public string Psid { get; private set; } = "";

    /// <summary>A server with such a page.</summary>
    /// <param name="page">Further members of the page, as <c>"default_app":"500"</c>.</param>
    /// <param name="desk">Further members of the desk's entry on the page.</param>
    /// <param name="store">Where the store is.</param>
    public static async Task<HandoverBed> Start(string page = "", string desk = "", string? store = null)
    {
        var bed = new HandoverBed(
            await ApiBed.Start(options => store is null ? options : options with { Store = store }),
            await Receiver.Start(),
            await Receiver.Start());
        await bed.Api(HttpMethod.Post, "world", $$"""
            {"apps":[{{AppOf(Bot, "Bot", bed.BotHears)}},{{AppOf(Desk, "Desk", bed.DeskHears)}}],
             "pages":[{"id":"{{Page}}","name":"Bakery","instagram":{"id":"17841400000000001","username":"bakery"},
                "apps":[{"id":"{{Bot}}",{{Heard}}},{"id":"{{Desk}}",{{Heard}}{{More(desk)}}}]{{More(page)}}}],
             "people":[{"id":"1","name":"Ada"}]}
            """);
        return bed;
    }

    private static string Heard =>
        "\"subscribed_fields\":[\"messages\",\"messaging_postbacks\",\"message_echoes\",\"message_reads\","
        + "\"message_reactions\",\"messaging_handovers\",\"standby\"]";

    /// <summary>The person acts.</summary>
    public async Task<Told> Act(string act, string fields = "", string channel = "messenger")
    {
        var told = await bed.Post(
            "people/1/acts", $$"""{"page":"{{Page}}","channel":"{{channel}}","act":"{{act}}"{{More(fields)}}}""");
        Psid = told.Ok().Text("psid");
        return told;
    }

    public async Task Say(string text, string channel = "messenger") =>
        await Act("message", $"\"text\":\"{text}\"", channel);

    /// <summary>An app calls one of the edges about the thread; answers <c>ok</c>, or code and subcode.</summary>
    public async Task<string> Call(string app, string edge, string more = "") =>
        (await Raw(app, edge, $$"""{"recipient":{"id":"{{Psid}}"}{{More(more)}}}""")).Code();

    public async Task<Told> Raw(string app, string edge, string body) => await bed.Tell(
        HttpMethod.Post, $"/v19.0/me/{edge}?access_token={await Token(app)}", body);

    public async Task<string> Send(string app, string text, string more = "") => (await Raw(
        app, "messages", $$"""{"recipient":{"id":"{{Psid}}"},"message":{"text":"{{text}}"}{{More(more)}}}""")).Code();

    public async Task<Told> Graph(string app, string path) => await bed.Tell(
        HttpMethod.Get, $"/v19.0/me/{path}{(path.Contains('?') ? '&' : '?')}access_token={await Token(app)}", null);

    /// <summary>What <c>thread_owner</c> says to an app.</summary>
    public async Task<JsonElement> Owner(string app) =>
        (await Graph(app, $"thread_owner?recipient={Psid}")).Ok().Data[0].GetProperty("thread_owner");

    public async Task<Told> Api(HttpMethod method, string path, string? body) =>
        (await bed.Tell(method, "/_parley/v1/" + path, body)).Ok();

    public Task Pass(string by) => Api(HttpMethod.Post, "clock/advance", $$"""{"by":"{{by}}"}""");

    /// <summary>Everything an app heard so far, in short and in order, once all of it is there.</summary>
    public async Task<string[]> HeardBy(Receiver receiver)
    {
        await Pass("PT0.001S");
        return [.. receiver.Taken.Select(post => Short(post.Entry)).Where(told => told != Receipt)];
    }

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        await BotHears.DisposeAsync();
        await DeskHears.DisposeAsync();
    }

    private static string Short(JsonElement entry)
    {
        var standby = entry.TryGetProperty("standby", out var list);
        var happened = standby ? list[0] : entry.GetProperty("messaging")[0];
        string[] kinds =
        [
            "message", "postback", "read", "reaction", "pass_thread_control", "take_thread_control",
            "request_thread_control", "app_roles", "delivery",
        ];
        var kind = kinds.First(name => happened.TryGetProperty(name, out _));
        var body = happened.GetProperty(kind);
        var told = kind switch
        {
            "message" => (body.TryGetProperty("is_echo", out _) ? "echo " : "")
                + (body.TryGetProperty("text", out var text) ? text.GetString() : ""),
            "postback" => $"tap {body.GetProperty("title").GetString()}"
                + (body.TryGetProperty("payload", out var payload) ? $"={payload.GetString()}" : ""),
            "request_thread_control" =>
                $"request by {body.GetProperty("requested_owner_app_id").GetInt64()}{Metadata(body)}",
            "app_roles" => $"roles {body.GetRawText()}",
            "pass_thread_control" or "take_thread_control" =>
                $"{kind[..4]} {body.GetProperty("previous_owner_app_id")}>"
                + $"{body.GetProperty("new_owner_app_id").GetString()}{Metadata(body)}",
            _ => kind,
        };
        return standby ? $"(standby) {told}" : told;
    }

    private static string Metadata(JsonElement body) =>
        body.TryGetProperty("metadata", out var metadata) ? $" {metadata.GetString()}" : "";

    private async Task<string> Token(string app) =>
        (await bed.Get("pages/" + Page)).Ok().Json.GetProperty("tokens").GetProperty(app).GetString()!;

    private static string AppOf(string id, string name, Receiver receiver) => $$"""
        {"id":"{{id}}","name":"{{name}}","features":["human_agent"],"subscriptions":[
          {"object":"page","callback_url":"{{receiver.Url}}","fields":["messages","messaging_postbacks",
            "message_echoes","message_reads","message_reactions","messaging_handovers","standby"]},
          {"object":"instagram","callback_url":"{{receiver.Url}}",
            "fields":["messages","messaging_postbacks","messaging_handover","standby"]}]}
        """;

    private static string More(string members) => members.Length == 0 ? "" : "," + members;
}
