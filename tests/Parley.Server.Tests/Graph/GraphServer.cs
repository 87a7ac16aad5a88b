using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.Media;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Tests.Graph;

/// <summary>
/// A whole server on a free loopback port, its store in memory and its clock standing at <see cref="Noon"/>: one app,
/// one page with an Instagram account, and people who wrote to it on either channel.
/// </summary>
internal sealed class GraphServer : IAsyncDisposable
{
    public const long AppId = 500000000000005;
    public const string AppSecret = "app_secret_of_the_tests";
    public const long PageNumber = 100000000000001;
    public const long AccountNumber = 17841400000000001;
    public const string PageToken = "EAAtokenOfThePage";
    public const string InstagramToken = "IGAAtokenOfTheAccount";
    public static readonly string AppToken = $"{AppId}|{AppSecret}";
    public static readonly Instant Noon = Instant.FromUtc(2021, 10, 5, 12, 0);
    public static readonly PageId Page = new(PageNumber);

    private readonly WebApplication app;

    private GraphServer(WebApplication app)
    {
        this.app = app;
        Root = app.Urls.Single();
    }

    public HttpClient Client { get; } = new();

    /// <summary>The server's address without a slash at its end.</summary>
    public string Root { get; }

    public IPlatformClock Clock => Service<IPlatformClock>();

    public WorldDirectory World => Service<WorldDirectory>();

    public IShards Shards => Service<IShards>();

    public IJournal Journal => Service<IStore>().Journal;

    public Mids Mids => Service<Mids>();

    /// <summary>Someone who wrote to the page on Messenger at noon.</summary>
    public Psid Ada { get; private set; }

    /// <summary>Someone who wrote to the page's Instagram account at noon.</summary>
    public Psid Ines { get; private set; }

    /// <summary>Someone the page has an id for, who never did anything.</summary>
    public Psid Silent { get; private set; }

    /// <param name="with">Other settings.</param>
    /// <param name="connectivity">Whether it is online; null = as this machine is.</param>
    public static async Task<GraphServer> Start(
        Func<ServerOptions, ServerOptions>? with = null, Connectivity? connectivity = null)
    {
        var options = new ServerOptions
        {
            Store = ServerOptions.InMemory,
            Urls = "http://127.0.0.1:0",
            VirtualClock = true,
            // Whether this machine is online changes nothing of what the tests see.
            Media = new MediaOptions { Fetch = MediaOptions.Never },
            ClockStart = Noon,
        };
        var app = ParleyHost.Build(with?.Invoke(options) ?? options, services =>
        {
            if (connectivity is not null) services.AddSingleton(connectivity);
        });
        await app.StartAsync();
        var server = new GraphServer(app);
        await server.Populate();
        return server;
    }

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Makes a person act towards the page, now.</summary>
    public async Task<ActResult> Act(Psid person, Channel channel, EventKind kind, string body = "{}")
    {
        var result = await Shards.Act(
            new ThreadKey(Page, person),
            new ActCommand { Kind = kind, Channel = channel, Body = Encoding.UTF8.GetBytes(body) });
        Assert.Null(result.Refusal);
        return result;
    }

    /// <summary>Sends JSON with the page's token and answers what came back.</summary>
    public Task<Answer> Post(string path, string json, string token = PageToken) =>
        Ask(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), token);

    /// <summary>Sends a text to a person with the page's token.</summary>
    public Task<Answer> Say(Psid person, string text = "hello", string more = "") =>
        Post(
            "/v21.0/me/messages",
            $$$"""{"recipient":{"id":"{{{person}}}"},"messaging_type":"RESPONSE","message":{"text":"{{{text}}}"}{{{more}}}}""");

    /// <summary>Asks anything; the token goes into the Authorization header.</summary>
    public async Task<Answer> Ask(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        string? token = PageToken,
        params (string Name, string Value)[] headers)
    {
        // Put together as text: a relative URI that begins with two slashes would name a host.
        using var request = new HttpRequestMessage(method, Root + path) { Content = content };
        // A body that will be refused unread is not sent: who writes into a connection being closed hears no answer.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1_000_000;
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Answer.Of(await Client.SendAsync(request));
    }

    /// <summary>Accepts the Page Contact Terms, as an admin does in a browser.</summary>
    public async Task AcceptTerms()
    {
        var answer = await Client.PostAsync($"{Root}/pages/{PageNumber}/contact_terms", null);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    /// <summary>Everything the page was told had been sent, in order.</summary>
    public IReadOnlyList<StoredEvent> Sent() =>
        [.. Journal.Read(0, 0, int.MaxValue).Where(row => row.Kind is EventKind.Sent)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private async Task Populate()
    {
        await World.Save(new AppRecord { Id = AppId, Name = "Echo", Secret = AppSecret, VerifyToken = "verify me" });
        await World.Save(new PageRecord
        {
            Id = PageNumber,
            Name = "Bakery",
            InstagramId = AccountNumber,
            InstagramUsername = "bakery",
        });
        await World.Save(
            new InstallRecord { Page = PageNumber, App = AppId, Token = PageToken, InstagramToken = InstagramToken });
        Ada = await Meet(1, "Ada Maria Lovelace", Channel.Messenger);
        Ines = await Meet(2, "Ines Vale", Channel.Instagram);
        Silent = await Meet(3, "Silent Bob", Channel.Messenger);
        await Act(Ada, Channel.Messenger, EventKind.Message, """{"text":"hi"}""");
        await Act(Ines, Channel.Instagram, EventKind.Message, """{"text":"hola"}""");
    }

    private async Task<Psid> Meet(long id, string name, Channel channel)
    {
        var people = Service<People>();
        await people.Save(new PersonRecord
        {
            Id = id,
            Name = name,
            Locale = "en_GB",
            Timezone = "Europe/Berlin",
            Gender = "female",
        });
        return (await people.ContactAt(id, Page, channel)).Psid;
    }
}

/// <summary>What came back: status, headers, and the body as JSON.</summary>
internal sealed record Answer(
    int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text, JsonElement Json)
{
    public JsonElement Error => Json.GetProperty("error");

    /// <summary>Code and subcode, as <c>10/2018278</c>; the code alone where there is no subcode.</summary>
    public string Code => Error.TryGetProperty("error_subcode", out var subcode)
        ? $"{Error.GetProperty("code")}/{subcode}"
        : $"{Error.GetProperty("code")}";

    public string Message => Error.GetProperty("message").GetString()!;

    public string Type => Error.GetProperty("type").GetString()!;

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            var json = text.Length == 0 ? default : JsonElement.Parse(text);
            return new Answer((int)response.StatusCode, response.Headers, response.Content.Headers, text, json);
        }
    }

    public string Header(string name) => Assert.Single(Headers.GetValues(name));
}
