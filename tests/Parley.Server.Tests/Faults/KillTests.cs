using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Parley.Storage;

namespace Parley.Server.Tests.Faults;

/// <summary>
/// The promise users build on: what was acknowledged is there once, what is owed arrives, in order, whatever kills the
/// process.
/// </summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Kills = 20;
    private const int People = 24;
    private const int AtOnce = 8;
    private const int Seed = 20211001;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string store = Directory.CreateTempSubdirectory("parley-kill-").FullName;
    private readonly HttpClient http = new();
    private ParleyProcess parley = null!;
    private Receiver receiver = null!;

    public async ValueTask InitializeAsync()
    {
        parley = new ParleyProcess(store);
        receiver = await Receiver.Start();
        await parley.Start();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await parley.DisposeAsync();
        await receiver.DisposeAsync();
        Directory.Delete(store, recursive: true);
    }

    [Fact]
    public async Task Twenty_kills_at_random_moments_lose_nothing_double_nothing_and_keep_order()
    {
        using var traffic = await MakeWorld();
        var dice = new Random(Seed);
        traffic.Begin(AtOnce, Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            // On a machine with other things to do, too, each kill comes in the middle of something.
            await Until(() => traffic.Acknowledged.Count > 10 * (kill + 1));
            await Task.Delay(dice.Next(50, 800), TestContext.Current.CancellationToken);
            await parley.Kill();
            if (kill % 4 == 3)
            {
                // And once more while it reads its journal back.
                _ = parley.Launch();
                await Task.Delay(dice.Next(50, 500), TestContext.Current.CancellationToken);
                await parley.Kill();
            }

            await parley.Start();
        }

        await traffic.End();
        Assert.Empty(traffic.Surprises);
        await EverythingDelivered();
        await parley.Stop();

        var kept = await KeptTexts();
        var all = kept.SelectMany(thread => thread.Value).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Empty(traffic.Acknowledged.Except(all));
        var told = receiver.FirstTold;
        Assert.All(kept, thread => Assert.Equal(thread.Value, told[thread.Key]));
    }

    // Waits until the receiver has been told as many different texts as the journal holds; what it was told is
    // compared once the journal can be read.
    private static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            Assert.False(limit.IsCancellationRequested, "too little was under way to prove anything");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task EverythingDelivered()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!patience.IsCancellationRequested)
        {
            var before = receiver.Count;
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            if (receiver.Count == before
                && await Owed() <= receiver.FirstTold.Sum(thread => thread.Value.Count)) return;
        }
    }

    private async Task<int> Owed()
    {
        var owed = 0;
        var after = "";
        do
        {
            var page = await Json(HttpMethod.Get, $"/_parley/v1/journal?limit=1000{after}", null);
            owed += page["data"]!.AsArray().Count(row => (string)row!["kind"]! is "message" or "sent");
            after = page["next"] is { } next ? $"&after={next}" : "";
        }
        while (after.Length > 0);

        return owed;
    }

    private async Task<Dictionary<string, List<string>>> KeptTexts()
    {
        await using var opened = StoreFactory.Open(store, new StoreOptions());
        Assert.Empty(StoreMaintenance.Check(opened));
        var kept = new Dictionary<string, List<string>>();
        for (var stream = 0; stream < opened.Journal.Streams; stream++)
        {
            foreach (var row in opened.Journal.Read(stream, 0, int.MaxValue))
            {
                if (TextOf(row) is not { } text) continue;
                var person = row.Thread.Person.ToString();
                if (!kept.TryGetValue(person, out var texts)) kept.Add(person, texts = []);
                texts.Add(text);
            }
        }

        return kept;
    }

    private static string? TextOf(StoredEvent row) => row.Kind switch
    {
        EventKind.Message => (string)JsonNode.Parse(row.Body.Span)!["text"]!,
        EventKind.Sent => (string)JsonNode.Parse(row.Body.Span)!["message"]!["text"]!,
        _ => null,
    };

    private async Task<Traffic> MakeWorld()
    {
        var app = await Json(HttpMethod.Post, "/_parley/v1/apps", """{"name":"Kill","verify_token":"let me in"}""");
        var made = await Json(HttpMethod.Post, "/_parley/v1/pages", $$"""{"name":"Kill","apps":["{{app["id"]}}"]}""");
        var (page, token) = ((string)made["id"]!, (string)made["tokens"]![(string)app["id"]!]!);
        var hook = Uri.EscapeDataString(receiver.Hook.ToString());
        await Json(
            HttpMethod.Post,
            $"/v12.0/{app["id"]}/subscriptions?access_token={Uri.EscapeDataString((string)app["app_token"]!)}"
                + $"&object=page&callback_url={hook}&verify_token=let%20me%20in&fields=messages,message_echoes",
            null);
        await Json(
            HttpMethod.Post,
            $"/v12.0/{page}/subscribed_apps?access_token={token}&subscribed_fields=messages,message_echoes",
            null);
        var people = new List<Traffic.Somebody>();
        for (var number = 0; number < People; number++)
        {
            var person = await Json(HttpMethod.Post, "/_parley/v1/people", $$"""{"name":"Person {{number}}"}""");
            var act = await Json(
                HttpMethod.Post,
                $"/_parley/v1/people/{person["id"]}/acts",
                $$"""{"page":"{{page}}","act":"message","text":"hello {{number}}"}""");
            people.Add(new Traffic.Somebody((string)person["id"]!, (string)act["psid"]!));
        }

        return new Traffic(parley.Origin, token, page, people);
    }

    private async Task<JsonNode> Json(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(parley.Origin, path));
        if (body is not null) request.Content = JsonContent.Create(JsonNode.Parse(body));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
