using System.Collections.Concurrent;
using System.Text;
using CsCheck;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Tests.Graph;

/// <summary>
/// Ten thousand damaged requests: no failure of ours, Graph's envelope every time, and nothing acknowledged is lost.
/// </summary>
public sealed class MutationTests : IAsyncLifetime
{
    private const int Requests = 10_000;
    private const ulong Seed = 20211005;

    private readonly ConcurrentBag<string> acknowledged = [];
    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task No_request_breaks_the_server_or_loses_a_message()
    {
        var dice = new PCG(1, Seed);
        var requests =
            Enumerable.Range(0, Requests).Select(_ => MutatedRequests.All.Generate(dice, null, out var _)).ToArray();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = 4,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForAsync(0, Requests, options, async (at, cancel) => await Throw(at, requests[at], cancel));

        var kept = server.Sent().Select(row => server.Mids.For(row.Channel, row.Thread, row.Seq)).ToArray();
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
        Assert.InRange(kept.Length, Requests / 50, Requests);
        Assert.Equal(200, (await server.Say(server.Ada)).Status);
        await StateEqualsJournal();
    }

    private async Task Throw(int at, MutatedRequest mutated, CancellationToken cancel)
    {
        var person = (at % 4 == 0 ? server.Ines : server.Ada).ToString();
        var path = mutated.Path.Replace("PSID", person, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(mutated.Method), server.Root + path);
        request.Content = new ByteArrayContent(WithPerson(mutated.Body, person));
        if (mutated.Type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", mutated.Type);
        if (mutated.Token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + mutated.Token);
        if (mutated.Host is not null) request.Headers.Host = mutated.Host;
        if (mutated.Author is not null) request.Headers.TryAddWithoutValidation("X-Parley-Author", mutated.Author);

        var answer = await Answer.Of(await server.Client.SendAsync(request, cancel));
        var start = Encoding.UTF8.GetString(mutated.Body.AsSpan(0, Math.Min(mutated.Body.Length, 500)));
        var told = $"#{at}: {mutated.Method} {path} {mutated.Type}\n{start}\n-> {answer.Status} {answer.Text}";
        Assert.True(answer.Status < 500, told);
        Assert.True(answer.Json.ValueKind is System.Text.Json.JsonValueKind.Object, told);
        if (answer.Status != 200)
        {
            Assert.True(answer.Error.GetProperty("code").GetInt32() > 0, told);
            Assert.False(string.IsNullOrEmpty(answer.Message), told);
        }
        else if (answer.Json.TryGetProperty("message_id", out var mid))
        {
            acknowledged.Add(mid.GetString()!);
        }
    }

    // Every thread's state in memory is what its rows say.
    private async Task StateEqualsJournal()
    {
        var rows = server.Journal.Read(0, 0, int.MaxValue);
        foreach (var person in new[] { server.Ada, server.Ines })
        {
            var thread = new ThreadKey(GraphServer.Page, person);
            var expected =
                rows.Where(row => row.Thread == thread).Select(StoredEvents.ToThreadEvent).OfType<ThreadEvent>()
                .Aggregate(ThreadState.Empty, (state, happened) => ThreadState.Evolve(in state, happened));
            Assert.Equal(expected, (await server.Shards.Look(thread))!.State);
        }
    }

    private static byte[] WithPerson(byte[] body, string person)
    {
        var at = body.AsSpan().IndexOf("PSID"u8);
        return at < 0 ? body : [.. body.AsSpan(0, at), .. Encoding.UTF8.GetBytes(person), .. body.AsSpan(at + 4)];
    }
}
