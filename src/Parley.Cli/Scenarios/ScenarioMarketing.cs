using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>
/// The paid marketing messages of a story: a message campaign of the page's ad account, and the token of the one person
/// of the story, who must have subscribed.
/// </summary>
internal sealed class ScenarioMarketing(ParleyApi api, Scenario scenario, Cast cast)
{
    private static readonly Dictionary<string, string> Nothing = [];

    private string? campaign;

    /// <summary>Makes the campaign, once, and sends; of a refusal only the wire can be told.</summary>
    public async Task<StepResult> Send(Step step, JsonObject request, CastApp app, string now, CancellationToken cancel)
    {
        var account = (await Answered(api.Get($"pages/{cast.Page}", cancel))).Text("ad_account")!;
        var answer = await Made(account, app, cancel) ?? await Sent(account, request, app, cancel);
        var found = Found.OfAnswer(answer);
        var result = new StepResult(step, now, SendWords.Of(request)) { App = app.Name };
        if (!found.Accept)
            return result with { Differences = step.Expect?.WireDifferences(found, "marketing") ?? [] };
        var (lane, policy) = await Kept(cancel);
        found = found with { Lane = lane, Policy = policy };
        return result with { Differences = step.Expect?.DifferencesFrom(found, "marketing") ?? [] };
    }

    // Null if there is a campaign; else why there is none.
    private async Task<JsonElement?> Made(string account, CastApp app, CancellationToken cancel)
    {
        if (campaign is not null) return null;
        var body = new JsonObject { ["name"] = scenario.Name, ["page_id"] = cast.Page };
        var made = (await api.Graph($"v25.0/{account}/message_campaign", body, app.PageToken, cancel)).Root;
        campaign = made.Text("id");
        return campaign is null ? made : null;
    }

    private async Task<JsonElement> Sent(
        string account, JsonObject request, CastApp app, CancellationToken cancel)
    {
        var path = $"/v25.0/{cast.Page}/notification_message_tokens";
        var tokens = await Answered(api.Graph(HttpMethod.Get, path, app.PageToken, cancel));
        var token = tokens.Each("data").Select(one => one.Text("notification_messages_token")).FirstOrDefault()
            ?? throw CliException.Usage($"{scenario.Name}: nobody subscribed: let the person write after an ad");
        var body = new JsonObject
        {
            ["message_id"] = campaign,
            ["messenger_delivery_data"] = new JsonObject { ["subscription_token"] = token },
            ["message"] = request["message"]?.DeepClone(),
        };
        return (await api.Graph($"v25.0/{account}/messages", body, app.PageToken, cancel)).Root;
    }

    private async Task<(string? Lane, IReadOnlyDictionary<string, string> Policy)> Kept(CancellationToken cancel)
    {
        var journal = await Answered(api.Get($"journal?kind=sent&page={cast.Page}&thread={cast.Psid}", cancel));
        var rows = journal.Each("data").ToList();
        if (rows.Count == 0) return (null, Nothing);
        return (rows[^1].Text("lane"), rows[^1].Each("policy")
            .ToDictionary(one => one.Text("rule") ?? "", one => one.Text("level") ?? ""));
    }

    private static async Task<JsonElement> Answered(Task<ApiAnswer> call)
    {
        var answer = await call;
        return answer.Ok ? answer.Root : throw answer.Fault();
    }
}
