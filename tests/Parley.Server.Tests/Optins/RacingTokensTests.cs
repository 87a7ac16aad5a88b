using System.Net;
using Parley.Server.Tests.Api;

namespace Parley.Server.Tests.Optins;

/// <summary>A token is spent once, however many ask at the same moment, before and after a restart, on disk.</summary>
public sealed class RacingTokensTests : IDisposable
{
    private const string Edition = "2021-10-01";
    private const string Text = """{"text":"The hat is back in stock"}""";
    private const string Used = "100/9900021";

    private readonly string store =
        Path.Combine(Path.GetTempPath(), "parley-tests", Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(store)) Directory.Delete(store, recursive: true);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public async Task Of_many_follow_ups_with_one_token_exactly_one_goes_out(int racers)
    {
        await using var bed = await StoryBed.Start(Edition, store: store);
        var token = OneTimeStoryTests.By(await OneTimeStoryTests.Agreed(bed));
        await bed.Advance("P30D");
        var codes = await Race(racers, () => bed.Send(token, Text));
        Assert.Equal(1, codes.Count(code => code is "ok"));
        Assert.Equal(racers - 1, codes.Count(code => code is Used));
        Assert.Equal(1, await Carried(bed));
    }

    [Fact]
    public async Task Under_load_every_one_of_many_tokens_is_spent_exactly_once()
    {
        const int people = 24;
        const int tries = 64;
        await using var bed = await StoryBed.Start(Edition, store: store);
        var tokens = new List<string>();
        var recipients = new List<string>();
        for (var one = 0; one < people; one++)
        {
            bed.Ada = (await bed.Api("people", $$"""{"name":"Person {{one}}"}""")).Ok().Text("id");
            var agreed = await OneTimeStoryTests.Agreed(bed);
            tokens.Add(OneTimeStoryTests.By(agreed));
            recipients.Add($$"""{"id":"{{agreed.Text("psid")}}"}""");
        }

        // Everything at once: each token many times, and the usual answers in the same threads.
        var asked = new List<Task<(int Person, string Code)>>();
        for (var time = 0; time < tries; time++)
        {
            for (var one = 0; one < people; one++)
            {
                var person = one;
                asked.Add(Task.Run(async () => (person, (await bed.Send(tokens[person], Text)).Code())));
                if (time % 8 == 0)
                    asked.Add(Task.Run(async () => (-1, (await bed.Send(recipients[person], Text)).Code())));
            }
        }

        var answers = await Task.WhenAll(asked);
        for (var one = 0; one < people; one++)
        {
            var codes = answers.Where(answer => answer.Person == one).Select(answer => answer.Code).ToArray();
            Assert.Equal((1, tries - 1), (codes.Count(code => code is "ok"), codes.Count(code => code is Used)));
        }

        Assert.All(answers.Where(answer => answer.Person < 0), answer => Assert.Equal("ok", answer.Code));
    }

    [Fact]
    public async Task A_restart_forgets_neither_a_token_nor_that_it_is_spent()
    {
        var bed = await StoryBed.Start(Edition, store: store);
        var spent = OneTimeStoryTests.By(await OneTimeStoryTests.Agreed(bed, "Hats?"));
        await bed.Advance("PT1S");
        var kept = OneTimeStoryTests.By(await OneTimeStoryTests.Agreed(bed, "Shoes?"));
        Assert.Equal(1, (await Race(64, () => bed.Send(spent, Text))).Count(code => code is "ok"));

        await using var again = await bed.Restart(Edition, store);
        Assert.All(await Race(8, () => again.Send(spent, Text)), code => Assert.Equal(Used, code));
        var codes = await Race(64, () => again.Send(kept, Text));
        Assert.Equal((1, 63), (codes.Count(code => code is "ok"), codes.Count(code => code is Used)));
        Assert.Equal(2, await Carried(again));
    }

    [Fact]
    public async Task The_cadence_lets_one_of_many_recurring_messages_through_also_after_a_restart()
    {
        const string edition = "2023-08-10";
        var bed = await StoryBed.Start(edition, store: store);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var mid = await bed.Ask(psid, """{"template_type":"notification_messages","title":"Hats"}""");
        var token = (await bed.Act("subscribe", $"\"mid\":\"{mid}\"")).Ok().Text("token");
        var recipient = $$"""{"notification_messages_token":"{{token}}"}""";
        await bed.Advance("P1D");
        Assert.Equal(1, (await Race(64, () => bed.Send(recipient, Text))).Count(code => code is "ok"));

        await using var again = await bed.Restart(edition, store);
        Assert.All(await Race(8, () => again.Send(recipient, Text)), code => Assert.Equal("4/2018354", code));
        await again.Advance("P1D");
        var codes = await Race(64, () => again.Send(recipient, Text));
        Assert.Equal((1, 63), (codes.Count(code => code is "ok"), codes.Count(code => code is "4/2018354")));
    }

    private static async Task<string[]> Race(int racers, Func<Task<Told>> send)
    {
        using var line = new SemaphoreSlim(0);
        var running = Enumerable.Range(0, racers).Select(_ => Task.Run(async () =>
        {
            await line.WaitAsync();
            return (await send()).Code();
        })).ToArray();
        line.Release(racers);
        return await Task.WhenAll(running);
    }

    /// <summary>How many messages the journal says went out on a token.</summary>
    private static async Task<int> Carried(StoryBed bed)
    {
        var rows = await bed.Read($"journal?page={bed.Page}&kind=sent");
        Assert.Equal(HttpStatusCode.OK, rows.Status);
        return rows.Data.Count(row => row.TryGetProperty("address", out _));
    }
}
