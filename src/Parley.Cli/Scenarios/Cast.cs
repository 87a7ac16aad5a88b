using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>An app of the story as the server knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Secret">Its secret.</param>
/// <param name="AppToken">Its app access token.</param>
/// <param name="PageToken">Its token for the page.</param>
internal sealed record CastApp(string Id, string Name, string Secret, string AppToken, string PageToken);

/// <summary>Everybody who takes part in a story, made through Parley's own API.</summary>
internal sealed class Cast
{
    /// <summary>What the verification handshake names for every app of a story.</summary>
    public const string VerifyToken = "demo-verify-token";

    private Cast(string page, string person, IReadOnlyDictionary<string, CastApp> apps)
    {
        Page = page;
        Person = person;
        Apps = apps;
    }

    /// <summary>The page's id.</summary>
    public string Page { get; }

    /// <summary>The person's id, the same on every page.</summary>
    public string Person { get; }

    /// <summary>The person as the page sees them; null until they do something.</summary>
    public string? Psid { get; set; }

    /// <summary>The apps by the names the steps use.</summary>
    public IReadOnlyDictionary<string, CastApp> Apps { get; }

    /// <summary>Creates apps, page and person.</summary>
    /// <exception cref="CliException">The server refuses one of them.</exception>
    public static async Task<Cast> Create(ParleyApi api, Scenario scenario, CancellationToken cancel)
    {
        var world = scenario.World;
        var created = new Dictionary<string, JsonElement>();
        foreach (var (role, app) in world.Apps)
        {
            var body = Body(app, world.AppName(role));
            body["verify_token"] = VerifyToken;
            created[role] = await Made(api.Post("apps", body, cancel));
        }

        var page = await Made(api.Post("pages", PageOf(scenario, created.Values), cancel));
        var person = await Made(api.Post("people", Body(world.Person, world.PersonName), cancel));
        var tokens = page.GetProperty("tokens");
        return new Cast(Id(page), Id(person), created.ToDictionary(
            app => app.Key,
            app => new CastApp(
                Id(app.Value),
                world.AppName(app.Key),
                app.Value.GetProperty("secret").GetString()!,
                app.Value.GetProperty("app_token").GetString()!,
                tokens.GetProperty(Id(app.Value)).GetString()!)));
    }

    /// <summary>The usual page, person and apps.</summary>
    /// <exception cref="CliException">The server refuses one of them.</exception>
    public static Task<Cast> Create(ParleyApi api, CancellationToken cancel) => Create(api, new Scenario(), cancel);

    /// <summary>Subscribes an app's webhook to the page by two Graph calls; the first shakes hands.</summary>
    /// <exception cref="CliException">The platform refuses, or the handshake fails.</exception>
    public async Task Subscribe(ParleyApi api, string role, string channel, string callback, CancellationToken cancel)
    {
        const string fields = "messages,messaging_postbacks,message_reactions";
        var app = Apps[role];
        await Made(api.Graph($"v12.0/{app.Id}/subscriptions", new JsonObject
        {
            ["object"] = channel == "instagram" ? "instagram" : "page",
            ["callback_url"] = callback,
            ["verify_token"] = VerifyToken,
            ["fields"] = fields,
        }, app.AppToken, cancel));
        await Made(api.Graph(
            "v12.0/me/subscribed_apps", new JsonObject { ["subscribed_fields"] = fields }, app.PageToken, cancel));
    }

    private static JsonObject PageOf(Scenario scenario, IEnumerable<JsonElement> apps)
    {
        var page = Body(scenario.World.Page, scenario.World.PageName);
        page["instagram"] ??= new JsonObject { ["username"] = "harbour.coffee" };
        page["apps"] = new JsonArray([.. apps.Select(app => (JsonNode)Id(app))]);
        if (scenario.Edition is { } edition) page["edition"] = edition;
        if (scenario.Mode is { } mode) page["mode"] = mode;
        return page;
    }

    private static JsonObject Body(JsonObject told, string name)
    {
        var body = (JsonObject)told.DeepClone();
        body["name"] = name;
        return body;
    }

    private static async Task<JsonElement> Made(Task<ApiAnswer> call)
    {
        var answer = await call;
        return answer.Ok ? answer.Root : throw answer.Fault();
    }

    private static string Id(JsonElement made) => made.GetProperty("id").GetString()!;
}
