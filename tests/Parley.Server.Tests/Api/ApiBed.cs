using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Hosting;

namespace Parley.Server.Tests.Api;

/// <summary>
/// A whole server on a free loopback port, spoken to over HTTP only: empty, in memory, its clock standing.
/// </summary>
internal sealed class ApiBed : IAsyncDisposable
{
    public const string Noon = "2021-10-05T12:00:00.000Z";

    private readonly WebApplication app;

    private ApiBed(WebApplication app, Uri address)
    {
        this.app = app;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static Task<ApiBed> Start() => Start(options => options, _ => { });

    /// <summary>The same with other settings, or with services of its own.</summary>
    public static async Task<ApiBed> Start(
        Func<ServerOptions, ServerOptions> set, Action<IServiceCollection>? add = null)
    {
        var options = new ServerOptions
        {
            Store = ServerOptions.InMemory,
            Urls = "http://127.0.0.1:0",
            VirtualClock = true,
            // Whether this machine is online changes nothing of what the tests see.
            Media = new MediaOptions { Fetch = MediaOptions.Never },
            ClockStart = NodaTime.Instant.FromUtc(2021, 10, 5, 12, 0),
        };
        var app = ParleyHost.Build(set(options), add ?? (_ => { }));
        await app.StartAsync();
        return new ApiBed(app, new Uri(app.Urls.Single()));
    }

    public Task<Told> Get(string path) => Tell(HttpMethod.Get, "/_parley/v1/" + path, null);

    public Task<Told> Post(string path, string body) => Tell(HttpMethod.Post, "/_parley/v1/" + path, body);

    public Task<Told> Patch(string path, string body) => Tell(HttpMethod.Patch, "/_parley/v1/" + path, body);

    public Task<Told> Put(string path, string body) => Tell(HttpMethod.Put, "/_parley/v1/" + path, body);

    public async Task<Told> Tell(HttpMethod method, string path, string? body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        // A body that will be refused unread is not sent: who writes into a connection being closed hears no answer.
        request.Headers.ExpectContinue = body?.Length > 1_000_000;
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? default : JsonElement.Parse(text);
        return new Told(
            response.StatusCode, json, response.Content.Headers.ContentType?.MediaType, response.Headers.Location);
    }

    /// <summary>An app, a page with an Instagram account, and Ada.</summary>
    public async Task<Scene> Scene()
    {
        var bot = await Post("apps", """{"name":"Echo bot","features":["human_agent"]}""");
        var page = await Post("pages", """{"name":"Corner Bakery","instagram":{"username":"corner.bakery"}}""");
        var ada = await Post("people", """{"name":"Ada Lovelace","locale":"en_GB"}""");
        return new Scene(this, bot.Json, page.Json, ada.Json.GetProperty("id").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>What the server answered.</summary>
internal sealed record Told(HttpStatusCode Status, JsonElement Json, string? MediaType, Uri? Location)
{
    public string Text(string name) => Json.GetProperty(name).GetString()!;

    public JsonElement[] Data => [.. Json.GetProperty("data").EnumerateArray()];

    /// <summary>Asserts a problem document that names exactly these fields.</summary>
    public void Refuses(int status, params string[] fields)
    {
        Assert.Equal(status, (int)Status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEqual("", Text("title"));
        Assert.NotEqual("", Text("detail"));
        Assert.Equal(fields.Order(), Json.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
    }

    /// <summary>Asserts success and passes the answer on.</summary>
    public Told Ok()
    {
        Assert.True(
            (int)Status is 200 or 201,
            $"{(int)Status}: {(Json.ValueKind is JsonValueKind.Undefined ? "" : Json.GetRawText())}");
        return this;
    }
}

/// <summary>A page, its app and a person.</summary>
internal sealed record Scene(ApiBed Bed, JsonElement Bot, JsonElement PageJson, string Ada)
{
    public string App => Bot.GetProperty("id").GetString()!;

    public string Page => PageJson.GetProperty("id").GetString()!;

    public string Token => PageJson.GetProperty("tokens").GetProperty(App).GetString()!;

    public Task<Told> Act(string act, string fields = "", string channel = "messenger") =>
        Bed.Post($"people/{Ada}/acts", $$"""
            {"page":"{{Page}}","channel":"{{channel}}","act":"{{act}}"{{(fields.Length > 0 ? "," + fields : "")}}}
            """);

    /// <summary>Sends by the Graph API; answers the mid.</summary>
    public async Task<string> Send(string psid, string message)
    {
        var body = $$"""{"recipient":{"id":"{{psid}}"},"messaging_type":"RESPONSE","message":{{message}}}""";
        var told = await Bed.Tell(HttpMethod.Post, $"/v12.0/me/messages?access_token={Token}", body);
        return told.Ok().Text("message_id");
    }

    /// <summary>Sends by the Graph API and asks why: whether it was accepted, and the reason if not.</summary>
    public async Task<(bool Accepted, string? Reason)> Verdict(string psid, string type)
    {
        var body = $$$"""{"recipient":{"id":"{{{psid}}}"},{{{type}}},"message":{"text":"a"}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v12.0/me/messages?access_token={Token}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Parley-Explain", "1");
        using var response = await Bed.Client.SendAsync(request);
        var told = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return told.TryGetProperty("error", out var error)
            ? (false, error.GetProperty("error_data").GetProperty("wire").GetProperty("reason").GetString())
            : (true, null);
    }

    public async Task<string> SenderAction(string psid, string action, string more = "")
    {
        var body = $$"""{"recipient":{"id":"{{psid}}"},"sender_action":"{{action}}"{{more}}}""";
        return (await Bed.Tell(
            HttpMethod.Post, $"/v12.0/me/messages?access_token={Token}", body)).Ok().Text("recipient_id");
    }
}
