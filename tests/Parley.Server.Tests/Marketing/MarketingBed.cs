using System.Text;
using System.Text.Json;
using Parley.Server.Tests.Api;

namespace Parley.Server.Tests.Marketing;

/// <summary>A server of 2025 with a page, its ad account, and people who wrote after a click on an ad.</summary>
internal sealed class MarketingBed : IAsyncDisposable
{
    public const string Text = """{"text":"Our autumn roast is here."}""";

    private readonly ApiBed bed;

    private MarketingBed(ApiBed bed, Scene scene)
    {
        this.bed = bed;
        Scene = scene;
        Account = scene.PageJson.GetProperty("ad_account").GetString()!;
    }

    public Scene Scene { get; }

    public ApiBed Api => bed;

    public string Account { get; }

    public static async Task<MarketingBed> Start(string edition = "2025-09-01")
    {
        var bed = await ApiBed.Start(options => options with { Edition = edition });
        return new MarketingBed(bed, await bed.Scene());
    }

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    /// <summary>A new person who subscribes by writing after an ad; answers person and psid.</summary>
    public async Task<(string Person, string Psid)> Subscriber(string place = "")
    {
        var person = (await bed.Post("people", $$"""{"name":"Ada King Lovelace"{{place}}}""")).Ok().Text("id");
        var told = await Act(person, "message", "\"text\":\"hi\",\"ad\":{\"ad_id\":\"120210000000001\"}");
        return (person, told.Ok().Text("psid"));
    }

    public Task<Told> Act(string person, string act, string fields = "", string channel = "messenger") => bed.Post(
        $"people/{person}/acts",
        $$"""
        {"page":"{{Scene.Page}}","channel":"{{channel}}","act":"{{act}}"{{(fields.Length > 0 ? "," + fields : "")}}}
        """);

    public async Task Advance(string by) => (await bed.Post("clock/advance", $$"""{"by":"{{by}}"}""")).Ok();

    public Task<Told> Graph(HttpMethod method, string path, string? body = null)
    {
        var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return bed.Tell(method, $"/v25.0/{path}{mark}access_token={Scene.Token}", body);
    }

    public async Task<string> Campaign(string more = "") => (await Graph(
        HttpMethod.Post,
        $"{Account}/message_campaign",
        $$"""{"name":"Autumn","page_id":"{{Scene.Page}}"{{more}}}""")).Ok().Text("id");

    public async Task<IReadOnlyList<JsonElement>> Tokens(string query = "") =>
        (await Graph(HttpMethod.Get, $"{Scene.Page}/notification_message_tokens{query}")).Ok().Data;

    public async Task<string> TokenOf(string psid) => (await Tokens())
        .Single(one => one.GetProperty("recipient_id").GetString() == psid)
        .GetProperty("notification_messages_token").GetString()!;

    public Task<Told> Send(string campaign, string token, string message = Text, string more = "") => Graph(
        HttpMethod.Post,
        $"{Account}/messages",
        $$$"""
        {"message_id":"{{{campaign}}}","messenger_delivery_data":{"subscription_token":"{{{token}}}"},
         "message":{{{message}}}{{{more}}}}
        """);
}

/// <summary>Reads Graph answers.</summary>
internal static class GraphTold
{
    /// <summary>The code of an error, with its subcode where there is one; empty for a success.</summary>
    public static string Code(this Told told)
    {
        if (!told.Json.TryGetProperty("error", out var error)) return "";
        var code = new StringBuilder().Append(error.GetProperty("code").GetInt32());
        if (error.TryGetProperty("error_subcode", out var subcode)) code.Append('/').Append(subcode.GetInt32());
        return code.ToString();
    }

    /// <summary>The message of an error.</summary>
    public static string Message(this Told told) =>
        told.Json.GetProperty("error").GetProperty("message").GetString()!;
}
