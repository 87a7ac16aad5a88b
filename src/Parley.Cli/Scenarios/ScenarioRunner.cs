using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>
/// Plays a scenario against a running server over HTTP and compares what comes of it. Every send is first put to
/// <c>decide</c> and then really sent: both must say what the step tells.
/// </summary>
/// <param name="api">The server.</param>
/// <param name="scenario">What is played.</param>
/// <param name="cast">Who takes part.</param>
/// <param name="voice">How the app <c>bot</c> sends plain texts, or null for the runner's own calls.</param>
internal sealed class ScenarioRunner(ParleyApi api, Scenario scenario, Cast cast, IVoice? voice = null)
{
    private readonly Dictionary<string, string> kept = [];
    private readonly Dictionary<string, string> offered = [];
    private readonly AnswerWatch watch = new(api, cast);
    private string now = scenario.Starts;

    /// <summary>Plays all steps and tells of each as it is done; a step that cannot be played ends the story.</summary>
    /// <returns>Whether every step came out as told.</returns>
    public async Task<bool> Run(Action<StepResult> told, CancellationToken cancel)
    {
        var asTold = true;
        foreach (var step in scenario.Steps)
        {
            var result = await Play(step, cancel);
            asTold &= result.AsTold;
            told(result);
        }

        return asTold;
    }

    private Task<StepResult> Play(Step step, CancellationToken cancel) => step switch
    {
        { Act: { } act } => Act(step, act, cancel),
        { Send: { } send } => Send(step, send, cancel),
        { Answer: { } answer } => Answer(step, answer, cancel),
        { Clock: { } clock } => Clock(step, clock, cancel),
        { Lanes: { } lanes } => Lanes(step, lanes, cancel),
        _ => throw CliException.Usage($"{scenario.Name}: a step has none of act, send, answer, clock and lanes"),
    };

    private async Task<StepResult> Act(Step step, JsonObject act, CancellationToken cancel)
    {
        var body = Filled(act);
        body["page"] = cast.Page;
        body["channel"] = scenario.Channel;
        var done = await api.Post($"people/{cast.Person}/acts", body, cancel);
        if (done.Ok)
        {
            cast.Psid = done.Text("psid");
            now = done.Text("at") ?? now;
            Keep(step, done.Text("mid"));
        }

        string[] differences = (done.Ok, step.Impossible) switch
        {
            (true, true) => ["the act happened, expected that it cannot"],
            (false, false) => [done.Fault().Message],
            (false, true) when done.Status != 422 => [$"expected 422, found {done.Status}: {done.Fault().Message}"],
            _ => [],
        };
        return new StepResult(step, now, ActWords.Of(body, offered)) { Differences = differences };
    }

    private async Task<StepResult> Send(Step step, JsonObject send, CancellationToken cancel)
    {
        var app = cast.Apps.TryGetValue(step.By, out var known)
            ? known
            : throw CliException.Usage($"{scenario.Name}: a step sends by `{step.By}`, which is no app of its world");
        var request = Filled(send);
        if (!request.ContainsKey("recipient")) request["recipient"] = new JsonObject { ["id"] = Psid() };

        var question = new JsonObject { ["page"] = cast.Page, ["app"] = app.Id, ["request"] = request.DeepClone() };
        var decision = await api.Post("decide", question, cancel);
        var answer = await Really(step, app, request, cancel);
        if (answer.TryGetProperty("message_id", out var mid))
        {
            Keep(step, mid.GetString());
            watch.Pass(mid.GetString()!);
        }

        return new StepResult(step, now, SendWords.Of(request))
        {
            App = app.Name,
            Decision = decision.Ok ? decision.Root : null,
            Differences = decision.Ok
                ? Comparison.Of(step.Expect, decision.Root, answer)
                : [$"decide: {decision.Fault().Message}"],
        };
    }

    private async Task<JsonElement> Really(Step step, CastApp app, JsonObject request, CancellationToken cancel)
    {
        if (voice is not null && step.By == "bot" && SendWords.PlainText(request) is { } text)
            return await voice.Say(Psid(), text, cancel);
        return (await api.Graph("v12.0/me/messages", request, app.PageToken, cancel)).Root;
    }

    private async Task<StepResult> Answer(Step step, ExpectedAnswer expected, CancellationToken cancel)
    {
        var found = await watch.Next(Psid(), expected, cancel);
        if (found is null)
        {
            return new StepResult(step, now, "(nothing)")
            {
                App = "bot",
                Differences = [$"no answer came within {AnswerWatch.Patience.TotalSeconds} s"],
            };
        }

        Keep(step, found.Mid);
        foreach (var (payload, title) in found.Payloads.Zip(found.QuickReplies)) offered[payload] = title;
        return new StepResult(step, found.At ?? now, found.Words)
        {
            App = cast.Apps.TryGetValue("bot", out var bot) ? bot.Name : "bot",
            QuickReplies = found.QuickReplies,
            Differences = found.DifferencesFrom(expected),
        };
    }

    private async Task<StepResult> Clock(Step step, JsonObject clock, CancellationToken cancel)
    {
        var moved = await api.Post("clock/advance", (JsonObject)clock.DeepClone(), cancel);
        if (!moved.Ok) throw moved.Fault();
        now = moved.Text("now") ?? now;
        return new StepResult(step, now, "");
    }

    private async Task<StepResult> Lanes(Step step, IReadOnlyDictionary<string, bool> lanes, CancellationToken cancel)
    {
        var thread = await api.Get($"threads/{cast.Page}/{Psid()}", cancel);
        if (!thread.Ok) throw thread.Fault();
        var found = thread.Root.GetProperty("lanes").EnumerateArray()
            .ToDictionary(lane => lane.GetProperty("lane").GetString()!, lane => lane.GetProperty("open").GetBoolean());
        var differences = lanes.Where(lane => !found.TryGetValue(lane.Key, out var open) || open != lane.Value)
            .Select(lane => $"lane {lane.Key}: expected {Standing(lane.Value)}, found {Found(found, lane.Key)}");
        return new StepResult(step, now, "") { Differences = [.. differences] };
    }

    private static string Found(Dictionary<string, bool> lanes, string name) =>
        lanes.TryGetValue(name, out var open) ? Standing(open) : "no such lane";

    private static string Standing(bool open) => open ? "open" : "shut";

    private string Psid() =>
        cast.Psid ?? throw CliException.Usage($"{scenario.Name}: the page knows nobody yet: begin with an act");

    private void Keep(Step step, string? mid)
    {
        if (step.As is { } name && mid is not null) kept[name] = mid;
    }

    private JsonObject Filled(JsonObject template) => (JsonObject)Fill(template.DeepClone());

    private JsonNode Fill(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                {
                    if (value is JsonValue && Named(value) is { } mid) members[name] = mid;
                    else if (value is JsonObject or JsonArray) Fill(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items.ToArray())
                {
                    if (item is JsonObject or JsonArray) Fill(item);
                }

                break;
        }

        return node;
    }

    private string? Named(JsonNode value)
    {
        if (value.GetValueKind() is not JsonValueKind.String) return null;
        var text = value.GetValue<string>();
        if (!text.StartsWith('$')) return null;
        return kept.TryGetValue(text[1..], out var mid)
            ? mid
            : throw CliException.Usage($"{scenario.Name}: `{text}` names no message kept before");
    }
}
