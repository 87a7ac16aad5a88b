using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Policy;
using Parley.Server.Tests.Api;
using Parley.Server.Tests.Faults;
using Parley.Storage;
using static Parley.Server.Tests.Findings.AnswersOwedTests;

namespace Parley.Server.Tests.Findings;

/// <summary>What is owed and what was found outlive every end.</summary>
public sealed class AfterRestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-findings-").FullName;

    [Fact]
    public async Task An_open_input_falls_due_after_a_restart_once_and_not_again_after_the_next()
    {
        await using (var bed = await Open())
        {
            var scene = await bed.Scene();
            (await scene.Act("message", "\"text\":\"Are you there?\"")).Ok();
            await Pass(bed, "PT20S");
        }

        await using (var bed = await Open())
        {
            await Pass(bed, "PT10S");
            Assert.Equal(0, await Late(bed));
            await Pass(bed, "PT0.001S");
            Assert.Equal(1, await Late(bed));
        }

        await using (var bed = await Open())
        {
            await Pass(bed, "PT1H");
            Assert.Equal(1, await Late(bed));
        }
    }

    [Fact]
    public async Task A_killed_process_comes_back_with_the_same_findings_and_the_same_debts()
    {
        await using var parley = new ParleyProcess(folder);
        using var http = new HttpClient();
        await parley.Start();
        await Json("PUT", "clock", """{"mode":"virtual"}""");
        await Made("apps", """{"name":"Bot"}""");
        var page = await Made("pages", """{"name":"Bakery"}""");
        var ada = await Made("people", """{"name":"Ada"}""");
        await Say("one");
        await Json("POST", "clock/advance", """{"by":"PT1M"}""");
        var before = Assert.Single(await Found());
        await Say("two");
        await parley.Kill();
        await parley.Start();
        Assert.Equal(before!.ToJsonString(), Assert.Single(await Found())!.ToJsonString());
        await parley.Kill();
        File.Delete(Path.Combine(folder, "readers.db"));
        File.Delete(Path.Combine(folder, "readers.db-wal"));
        File.Delete(Path.Combine(folder, "readers.db-shm"));
        await parley.Start();
        Assert.Equal(before!.ToJsonString(), Assert.Single(await Found())!.ToJsonString());
        await Say("three");
        await parley.Kill();
        await parley.Start();
        await Json("POST", "clock/advance", """{"by":"PT1M"}""");
        Assert.Equal(2, (await Found()).Count);
        await parley.Stop();

        Task Say(string text) => Json(
            "POST", $"people/{ada}/acts", $$"""{"page":"{{page}}","act":"message","text":"{{text}}"}""");

        async Task<string> Made(string what, string body) => (string)(await Json("POST", what, body))["id"]!;

        async Task<JsonArray> Found() => (await Json("GET", $"violations?page={page}", null))["data"]!.AsArray();

        async Task<JsonNode> Json(string method, string path, string? body)
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method), new Uri(parley.Origin, "/_parley/v1/" + path));
            if (body is not null) request.Content = JsonContent.Create(JsonElement.Parse(body));
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {told}");
            return JsonNode.Parse(told)!;
        }
    }

    [Fact]
    public async Task A_rebuild_gives_the_list_again()
    {
        string before;
        await using (var bed = await Open())
        {
            var scene = await bed.Scene();
            var psid = (await scene.Act("message", "\"text\":\"Hello\"")).Text("psid");
            await Pass(bed, "PT1M");
            await ViolationListTests.Tagged(scene, psid, "20% off everything today, shop now!");
            before = await Listed(bed);
            Assert.Contains("promo_tag", before, StringComparison.Ordinal);
            Assert.Contains("responsiveness", before, StringComparison.Ordinal);
        }

        await using (var store = StoreFactory.Open(folder, new StoreOptions()))
        {
            Assert.Empty(StoreMaintenance.Check(store));
            StoreMaintenance.Rebuild(store, (_, _) => Moment.Never);
            Assert.Empty(StoreMaintenance.Check(store));
            Assert.NotEqual(0, store.Violations.Count());
        }

        await using (var bed = await Open()) Assert.Equal(before, await Listed(bed));

        static async Task<string> Listed(ApiBed bed) => (await bed.Get("violations")).Ok().Json.GetRawText();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<ApiBed> Open() => ApiBed.Start(options => options with { Store = folder });
}
