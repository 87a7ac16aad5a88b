using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>Puts a story's sends to a running server, and compares what comes of them.</summary>
/// <param name="api">The server.</param>
/// <param name="scenario">The story.</param>
/// <param name="cast">Who takes part.</param>
/// <param name="voice">How the app <c>bot</c> sends plain texts, or null for calls of our own.</param>
internal sealed class ScenarioSender(ParleyApi api, Scenario scenario, Cast cast, IVoice? voice)
{
    /// <summary>Asks <c>decide</c>, then really sends; both must say what the step tells.</summary>
    /// <returns>What came of it, and the message's mid if it was accepted.</returns>
    public async Task<(StepResult Result, string? Mid)> Send(
        Step step, JsonObject request, string now, CancellationToken cancel)
    {
        var app = AppOf(step);
        var question = new JsonObject { ["page"] = cast.Page, ["app"] = app.Id, ["request"] = request.DeepClone() };
        var decision = await api.Post("decide", question, cancel);
        var answer = await Really(step, app, request, cancel);
        var differences = decision.Ok
            ? Compared(step.Expect, decision.Root, answer)
            : [$"decide: {decision.Fault().Message}"];
        var result = new StepResult(step, now, SendWords.Of(request))
        {
            App = app.Name,
            Decision = decision.Ok ? decision.Root : null,
            Differences = differences,
        };
        return (result, answer.Text("message_id"));
    }

    /// <summary>Sends several at the same moment: what must come of them comes in any order.</summary>
    public async Task<StepResult> Together(
        Step step, Func<Step, JsonObject> asked, string now, CancellationToken cancel)
    {
        var requests = step.Together.Select(one => (App: AppOf(one), Request: asked(one))).ToList();
        var answers = await Task.WhenAll(requests.Select(one => Sent(one.App, one.Request, cancel)));
        var found = answers.Select(Found.OfAnswer).ToList();
        return new StepResult(step, now, string.Join(" and ", requests.Select(one => SendWords.Of(one.Request))))
        {
            App = requests[0].App.Name,
            Differences = AnyOrder.Differences(
                step.Together, found, (wanted, got) => wanted.WireDifferences(got, "send")),
        };
    }

    /// <summary>Makes any other call of the Graph API.</summary>
    public async Task<StepResult> Call(Step step, JsonObject call, string now, CancellationToken cancel)
    {
        var (method, path) = (call["method"]?.ToString() ?? "GET", call["path"]?.ToString() ?? "/");
        var app = AppOf(step);
        var answer = await api.Graph(new HttpMethod(method), path, app.PageToken, cancel);
        return new StepResult(step, now, $"{method} {path}")
        {
            App = app.Name,
            Differences = step.Expect?.WireDifferences(Found.OfAnswer(answer.Root), "call") ?? [],
        };
    }

    /// <summary>Has the page do something about the person: block, unblock.</summary>
    public async Task<StepResult> Moderate(
        Step step, string person, string action, string now, CancellationToken cancel)
    {
        var app = AppOf(step);
        var body = new JsonObject
        {
            ["user_ids"] = new JsonArray(new JsonObject { ["id"] = person }),
            ["actions"] = new JsonArray(action),
        };
        var answer = await api.Graph($"v25.0/{cast.Page}/moderate_conversations", body, app.PageToken, cancel);
        return new StepResult(step, now, action)
        {
            App = app.Name,
            Differences = answer.Ok ? [] : [answer.Fault().Message],
        };
    }

    private static IReadOnlyList<string> Compared(Expectation? expected, JsonElement decision, JsonElement answer) =>
        expected is null
            ? []
            : [.. expected.DifferencesFrom(Found.OfDecision(decision), "decide"),
                .. expected.WireDifferences(Found.OfAnswer(answer), "send")];

    private async Task<JsonElement> Really(Step step, CastApp app, JsonObject request, CancellationToken cancel)
    {
        if (voice is not null && app == cast.Apps["bot"] && SendWords.PlainText(request) is { } text)
            return await voice.Say(cast.Psid!, text, cancel);
        return await Sent(app, request, cancel);
    }

    private async Task<JsonElement> Sent(CastApp app, JsonObject request, CancellationToken cancel) =>
        (await api.Graph("v12.0/me/messages", request, app.PageToken, cancel)).Root;

    /// <summary>The app that sends in a step.</summary>
    /// <exception cref="CliException">The story has no such app.</exception>
    public CastApp AppOf(Step step)
    {
        var name = step.By ?? scenario.UsualApp;
        return cast.Apps.TryGetValue(name, out var app)
            ? app
            : throw CliException.Usage($"{scenario.Name}: a step sends by `{name}`, which is no app of its world");
    }
}
