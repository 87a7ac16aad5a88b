using System.Text.Json.Nodes;
using NodaTime;
using Parley.Cli.Client;
using Parley.Cli.Wordings;
using Parley.Wire;

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
    // Of what an act answers, the id that later steps mean.
    private static readonly string[] Made = ["mid", "token", "comment_id", "post_id", "user_ref"];

    private readonly Dictionary<string, string> offered = [];
    private readonly Kept kept = new(scenario.Name, cast.Page);
    private readonly ScenarioCampaigns campaigns = new(api, scenario, cast);
    private readonly ScenarioMarketing marketing = new(api, scenario, cast);
    private readonly AnswerWatch watch = new(api, cast);
    private readonly ViolationWatch violations = new(api, cast);
    private string now = scenario.Starts;

    private ScenarioSender Sender => new(api, scenario, cast, voice);

    /// <summary>The language in which is told what people do.</summary>
    public Wording Words { get; init; } = Wording.English;

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

        foreach (var otherwise in await Finish(cancel))
        {
            asTold = false;
            told(otherwise);
        }

        return asTold;
    }

    /// <summary>
    /// Compares what the platform lists against the story's messages, once all is over; what comes back was told
    /// otherwise.
    /// </summary>
    public Task<IReadOnlyList<StepResult>> Finish(CancellationToken cancel) => violations.Compare(cancel);

    /// <summary>Plays one step at the instant the server's clock was moved to by others.</summary>
    public Task<StepResult> Play(Step step, Instant at, CancellationToken cancel)
    {
        now = IsoInstant.Format(at);
        return Play(step, cancel);
    }

    private Task<StepResult> Play(Step step, CancellationToken cancel) => step switch
    {
        { Act: { } act } => Act(step, kept.Fill(act), cancel),
        { Send: not null, Lane: null } or { Together.Count: > 0 } => Send(step, cancel),
        { Call: { } call } => Sender.Call(step, kept.Fill(call), now, cancel),
        { Send: not null, Lane: "sponsored" } => campaigns.Send(step, kept.Fill(step.Send), now, cancel),
        { Send: not null, Lane: "marketing" } =>
            marketing.Send(step, kept.Fill(step.Send), Sender.AppOf(step), now, cancel),
        { Page: { } page } => Page(step, page, cancel),
        { Answer: { } answer } => Answer(step, answer, cancel),
        { Clock: { } clock } => Clock(step, clock, cancel),
        { Lanes: { } lanes } => Lanes(step, lanes, cancel),
        { Send: not null } => throw CannotPlay($"a {step.Lane} send"),
        { Fact: { } fact } when ScenarioFacts.ActionOf(fact) is { } action =>
            Sender.Moderate(step, Psid(), action, now, cancel),
        { Fact: { } fact } when ScenarioFacts.ActOf(kept.Fill(fact)) is { } act => Act(step, act, cancel),
        { Fact: { } fact } => throw CannotPlay($"the fact `{fact["is"]}`"),
        _ => throw CliException.Usage($"{scenario.Name}: a step has none of act, send, answer, clock, lanes and page"),
    };

    private async Task<StepResult> Act(Step step, JsonObject body, CancellationToken cancel)
    {
        body["page"] = cast.Page;
        body["channel"] = scenario.Channel;
        if (step.Ago is not null && IsoInstant.TryParse(now, out var instant))
            body["at"] = IsoInstant.Format(Timeline.Happened(scenario, step, instant));
        var done = await api.Post($"people/{cast.Person}/acts", body, cancel);
        if (done.Ok)
        {
            cast.Psid = done.Text("psid") ?? cast.Psid;
            now = done.Text("at") ?? now;
            foreach (var member in done.Root.EnumerateObject()) kept.Keep(step, member.Name, member.Value.ToString());
            kept.Keep(step, Made.Select(done.Text).FirstOrDefault(id => id is not null));
            violations.Keep(step, now, done.Text("mid"));
        }

        string[] differences = (done.Ok, step.Impossible || step.Overtaken) switch
        {
            (true, true) => ["the act happened, expected that it cannot"],
            (false, false) => [done.Fault().Message],
            (false, true) when done.Status != 422 => [$"expected 422, found {done.Status}: {done.Fault().Message}"],
            _ => [],
        };
        return new StepResult(step, now, ActWords.Of(body, offered, Words)) { Differences = differences };
    }

    private async Task<StepResult> Send(Step step, CancellationToken cancel)
    {
        if (step.Together.Count > 0) return await Sender.Together(step, Asked, now, cancel);
        var (result, mid) = await Sender.Send(step, Asked(step), now, cancel);
        kept.Keep(step, mid);
        if (mid is not null) watch.Pass(mid);
        violations.Keep(step, now, mid);
        return result;
    }

    private JsonObject Asked(Step step)
    {
        var request = kept.Fill(step.Send!);
        if (!request.ContainsKey("recipient")) request["recipient"] = new JsonObject { ["id"] = Psid() };
        return request;
    }

    private async Task<StepResult> Page(Step step, JsonObject page, CancellationToken cancel)
    {
        var changed = await api.Patch($"pages/{cast.Page}", kept.Fill(page), cancel);
        return new StepResult(step, now, "")
        {
            Differences = changed.Ok ? [] : [$"page: {changed.Fault().Message}"],
        };
    }

    private async Task<StepResult> Answer(Step step, ExpectedAnswer expected, CancellationToken cancel)
    {
        var found = await watch.Next(Psid(), expected, cancel);
        if (found is null)
        {
            return new StepResult(step, now, Words["nothing"])
            {
                App = "bot",
                Differences = [$"no answer came within {AnswerWatch.Patience.TotalSeconds} s"],
            };
        }

        kept.Keep(step, found.Mid);
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

    private CliException CannotPlay(string what) =>
        CliException.Usage($"{scenario.Name}: {what} cannot be played over HTTP");
}
