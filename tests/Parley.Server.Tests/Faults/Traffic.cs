using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Parley.Server.Tests.Faults;

/// <summary>People who write and a bot that answers, each text once in the whole test, through every restart.</summary>
internal sealed class Traffic(
    Uri origin, string pageToken, string page, IReadOnlyList<Traffic.Somebody> people) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient http = new() { BaseAddress = origin, Timeout = TimeSpan.FromSeconds(20) };
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentBag<string> acknowledged = [];
    private Task workers = Task.CompletedTask;

    /// <summary>Every text whose request was answered with success.</summary>
    public IReadOnlyCollection<string> Acknowledged => acknowledged;

    /// <summary>Answers that were neither success nor a broken connection.</summary>
    public ConcurrentBag<string> Surprises { get; } = [];

    public void Begin(int atOnce, int seed) => workers = Task.WhenAll(
        Enumerable.Range(0, atOnce).Select(worker => Task.Run(() => Work(worker, new Random(seed + worker)))));

    public async Task End()
    {
        await end.CancelAsync();
        await workers;
    }

    public void Dispose()
    {
        http.Dispose();
        end.Dispose();
    }

    private async Task Work(int worker, Random dice)
    {
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var somebody = people[dice.Next(people.Count)];
            var text = $"{worker}-{number}";
            try
            {
                using var answer = await (dice.Next(3) == 0 ? Act(somebody, text) : Send(somebody, text));
                if (answer.IsSuccessStatusCode) acknowledged.Add(text);
                else Surprises.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
            {
                // Killed in the middle: whether it happened is not known, and nobody was told that it did.
                await Task.Delay(Pause);
            }
        }
    }

    private Task<HttpResponseMessage> Act(Somebody somebody, string text) => http.PostAsJsonAsync(
        new Uri($"/_parley/v1/people/{somebody.Id}/acts", UriKind.Relative),
        new JsonObject { ["page"] = page, ["act"] = "message", ["text"] = text });

    private Task<HttpResponseMessage> Send(Somebody somebody, string text) => http.PostAsJsonAsync(
        new Uri($"/v12.0/me/messages?access_token={pageToken}", UriKind.Relative),
        new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = somebody.Psid },
            ["messaging_type"] = "RESPONSE",
            ["message"] = new JsonObject { ["text"] = text },
        });

    /// <summary>A person, and under which id the page sees them.</summary>
    public sealed record Somebody(string Id, string Psid);
}
