using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Server.Hosting;
using Parley.Server.Tests.Api;
using Parley.Server.Tests.Delivery;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Tests.Optins;

/// <summary>
/// A whole server on a free loopback port under one edition, its clock standing at noon: an app that hears everything,
/// a page that may ask for one-time notifications, and Ada. Spoken to over HTTP only.
/// </summary>
internal sealed class StoryBed : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client;

    private StoryBed(WebApplication app, Receiver hears)
    {
        this.app = app;
        Hears = hears;
        client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public Receiver Hears { get; }

    public string App { get; private set; } = "";

    public string Page { get; private set; } = "";

    public string Token { get; private set; } = "";

    public string Ada { get; set; } = "";

    /// <summary>Ada's id on the page, the last request put to her and the last token she gave.</summary>
    public string LastPsid { get; set; } = "";

    public string LastAsked { get; set; } = "";

    public string LastToken { get; set; } = "";

    public static async Task<StoryBed> Start(
        string edition, string country = "US", string store = ServerOptions.InMemory)
    {
        var bed = await Open(edition, store, await Receiver.Start());
        bed.App = (await bed.Api("apps", """{"name":"Shop bot"}""")).Ok().Text("id");
        var page = (await bed.Api(
            "pages", """{"name":"Hat shop","otn":true,"instagram":{"username":"hat.shop"}}""")).Ok();
        bed.Page = page.Text("id");
        bed.Token = page.Json.GetProperty("tokens").GetProperty(bed.App).GetString()!;
        bed.Ada = (await bed.Api("people", $$"""{"name":"Ada","country":"{{country}}"}""")).Ok().Text("id");
        await bed.Listen(long.Parse(bed.App), bed.Hears);
        return bed;
    }

    /// <summary>The same server after a stop and a start over the same store.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="store">Where the store is.</param>
    /// <param name="between">Done to the store while nobody else has it open.</param>
    public async Task<StoryBed> Restart(string edition, string store, Func<string, Task>? between = null)
    {
        await Stop();
        if (between is not null) await between(store);
        var again = await Open(edition, store, Hears);
        (again.App, again.Page, again.Token, again.Ada) = (App, Page, Token, Ada);
        return again;
    }

    /// <summary>Makes an app hear every field of both objects.</summary>
    public async Task Listen(long known, Receiver receiver)
    {
        var world = app.Services.GetRequiredService<WorldDirectory>();
        var install = world.Install(new PageId(long.Parse(Page)), known)!;
        await world.Save(install with { Fields = SubscriptionFields.Page });
        foreach (var what in new[] { "page", "instagram" })
        {
            await world.Save(new SubscriptionRecord
            {
                App = known,
                Object = what,
                CallbackUrl = receiver.Url,
                Fields = SubscriptionFields.Of(what),
            });
        }
    }

    public Task<Told> Api(string path, string body) => Tell(HttpMethod.Post, "/_parley/v1/" + path, body);

    public Task<Told> Read(string path) => Tell(HttpMethod.Get, "/_parley/v1/" + path, null);

    public Task<Told> Act(string act, string fields = "", string channel = "messenger") => Api(
        $"people/{Ada}/acts",
        $$"""{"page":"{{Page}}","channel":"{{channel}}","act":"{{act}}"{{(fields.Length > 0 ? "," + fields : "")}}}""");

    public async Task Advance(string by) => (await Api("clock/advance", $$"""{"by":"{{by}}"}""")).Ok();

    public async Task<string> Now() => (await Read("clock")).Ok().Text("now");

    /// <summary>Sends by the Graph API to whoever a recipient names.</summary>
    public Task<Told> Send(string recipient, string message, string more = "", string version = "v12.0") => Tell(
        HttpMethod.Post,
        $"/{version}/me/messages?access_token={Token}",
        $$"""{"recipient":{{recipient}},"message":{{message}}{{more}}}""");

    /// <summary>Sends a template and answers its mid.</summary>
    public async Task<string> Ask(string psid, string payload, string more = "") =>
        (await Send($$"""{"id":"{{psid}}"}""", Template(payload), more)).Ok().Text("message_id");

    public static string Template(string payload) =>
        $$$"""{"attachment":{"type":"template","payload":{{{payload}}}}}""";

    /// <summary>Waits for the one webhook that carries a member, and answers the member.</summary>
    public async Task<JsonElement> Heard(string member, int nth = 0)
    {
        IReadOnlyList<Received> Found() => [.. Hears.Taken.Where(post => post.Event.TryGetProperty(member, out _))];
        await DeliveryRig.Until(() => Found().Count > nth);
        return Found()[nth].Event.GetProperty(member);
    }

    public async Task<Told> Tell(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Told(
            response.StatusCode, JsonElement.Parse(text), response.Content.Headers.ContentType?.MediaType, null);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Hears.DisposeAsync();
    }

    private async Task Stop()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task<StoryBed> Open(string edition, string store, Receiver hears)
    {
        // A day without an edition of its own is lived through: the switches follow the clock.
        var named = EditionCatalogue.TryFind(edition, out _);
        var app = ParleyHost.Build(new ServerOptions
        {
            Store = store,
            Urls = "http://127.0.0.1:0",
            Edition = named ? edition : EditionCatalogue.Auto,
            VirtualClock = true,
            // Whether this machine is online changes nothing of what the tests see.
            Media = new MediaOptions { Fetch = MediaOptions.Never },
            ClockStart = named
                ? NodaTime.Instant.FromUtc(2022, 6, 1, 12, 0)
                : NodaTime.Text.InstantPattern.ExtendedIso.Parse($"{edition}T12:00:00Z").Value,
        });
        await app.StartAsync();
        return new StoryBed(app, hears);
    }
}

/// <summary>What the tests ask of answers.</summary>
internal static class GraphAnswers
{
    /// <summary>
    /// Code and subcode of a Graph error, as <c>100/9900021</c> or <c>100</c>; <c>ok</c> for success.
    /// </summary>
    public static string Code(this Told told)
    {
        if (told.Status is HttpStatusCode.OK) return "ok";
        var error = told.Json.GetProperty("error");
        return error.TryGetProperty("error_subcode", out var subcode)
            ? $"{error.GetProperty("code")}/{subcode}"
            : $"{error.GetProperty("code")}";
    }
}
