using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>
/// The sponsored messages of a story as campaigns for its one person, each made once and then run again. What came of
/// it is read from the campaign: delivered, passed over for a reason, or refused when it was made.
/// </summary>
internal sealed class ScenarioCampaigns(ParleyApi api, Scenario scenario, Cast cast)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, JsonElement> known = [];

    /// <summary>Makes the campaign, or runs it again, and waits until it has met everybody.</summary>
    public async Task<StepResult> Send(Step step, JsonObject request, string now, CancellationToken cancel)
    {
        var before = known.GetValueOrDefault(step.Campaign ?? "");
        var made = before.Text("id") is { } id
            ? await api.Post($"campaigns/{id}/rerun", new JsonObject(), cancel)
            : await api.Post("campaigns", Campaign(step, request), cancel);
        var result = new StepResult(step, now, SendWords.Of(request)) { App = "campaign" };
        if (made.Status == 422)
        {
            var refused = new Found(false, null, null, null, null, new Dictionary<string, string>());
            return result with { Differences = step.Expect?.WireDifferences(refused, "campaign") ?? [] };
        }

        if (!made.Ok) return result with { Differences = [$"campaign: {made.Fault().Message}"] };
        var ended = await Ended(made.Root.Text("id")!, cancel);
        if (step.Campaign is { } name) known[name] = ended;
        var found = Read(before.Number("delivered") ?? 0, ended);
        if (found.Accept) found = found with { Policy = await FoundAgainst(ended.Text("id")!, cancel) };
        return result with { Differences = step.Expect?.DifferencesFrom(found, "campaign") ?? [] };
    }

    private JsonObject Campaign(Step step, JsonObject request) => new()
    {
        ["page"] = cast.Page,
        ["name"] = step.Campaign,
        ["message"] = request["message"]?.DeepClone(),
    };

    // What the rules say of a sponsored message stands in the journal.
    private async Task<IReadOnlyDictionary<string, string>> FoundAgainst(string campaign, CancellationToken cancel)
    {
        var journal = await api.Get($"journal?kind=sent&page={cast.Page}&thread={cast.Psid}", cancel);
        if (!journal.Ok) throw journal.Fault();
        return journal.Root.Each("data").Last(row => row.Text("named") == campaign).Each("policy")
            .ToDictionary(one => one.Text("rule") ?? "", one => one.Text("level") ?? "");
    }

    // Whoever was not even met is not in its audience.
    private static Found Read(int before, JsonElement campaign)
    {
        var nothing = new Dictionary<string, string>();
        if (campaign.Number("delivered") > before) return new Found(true, "sponsored", null, null, null, nothing);
        var skipped = campaign.Member("skipped");
        var reasons = skipped.ValueKind is JsonValueKind.Object
            ? skipped.EnumerateObject().Select(one => one.Name)
            : [];
        var reason = reasons.FirstOrDefault("not_in_audience");
        return new Found(false, null, null, null, reason, nothing);
    }

    private async Task<JsonElement> Ended(string id, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            var campaign = await api.Get($"campaigns/{id}", cancel);
            if (!campaign.Ok) throw campaign.Fault();
            if (campaign.Text("status") is not ("scheduled" or "running")) return campaign.Root;
            await Task.Delay(Pause, cancel);
        }

        throw CliException.Usage($"{scenario.Name}: the campaign did not end within {Patience.TotalSeconds} s");
    }
}
