using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>
/// A sponsored message of a story as a campaign of its own, for the one person of the story. What came of it is read
/// from the campaign: delivered, passed over for a reason, or refused when it was made.
/// </summary>
internal sealed class ScenarioCampaign(ParleyApi api, Scenario scenario, Cast cast)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Makes the campaign and waits until it has met everybody.</summary>
    public async Task<StepResult> Send(Step step, JsonObject request, string now, CancellationToken cancel)
    {
        var campaign = new JsonObject
        {
            ["page"] = cast.Page,
            ["name"] = step.Campaign,
            ["message"] = request["message"]?.DeepClone(),
        };
        var made = await api.Post("campaigns", campaign, cancel);
        var result = new StepResult(step, now, SendWords.Of(request)) { App = "campaign" };
        if (made.Status == 422)
        {
            var refused = new Found(false, null, null, null, null, new Dictionary<string, string>());
            return result with { Differences = step.Expect?.WireDifferences(refused, "campaign") ?? [] };
        }

        if (!made.Ok) return result with { Differences = [$"campaign: {made.Fault().Message}"] };
        var ended = await Ended(made.Root.Text("id")!, cancel);
        return result with { Differences = step.Expect?.DifferencesFrom(Read(ended), "campaign") ?? [] };
    }

    // Whoever was not even met is not in its audience.
    private static Found Read(JsonElement campaign)
    {
        var nothing = new Dictionary<string, string>();
        if (campaign.Number("delivered") > 0) return new Found(true, "sponsored", null, null, null, nothing);
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
