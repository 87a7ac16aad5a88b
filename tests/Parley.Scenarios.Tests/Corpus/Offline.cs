using System.Text.Json.Nodes;
using NodaTime;
using Parley.Cli.Scenarios;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>Something a person did, its names filled in.</summary>
/// <param name="Step">The step.</param>
/// <param name="Body">The act's body.</param>
/// <param name="At">When it happened.</param>
/// <param name="Id">The id it makes: of a message, a comment, a token, a reference.</param>
internal sealed record Deed(Step Step, JsonObject Body, Instant At, string Id)
{
    public string Act => Body["act"]!.GetValue<string>();

    public string? Text(string member) => Body[member]?.ToString();

    public bool Flag(string member) => Body[member]?.GetValue<bool>() is true;
}

/// <summary>A send, its names filled in.</summary>
/// <param name="Step">The step.</param>
/// <param name="Request">The Send API body.</param>
/// <param name="App">Which app sends, by the name the story uses.</param>
/// <param name="At">When.</param>
/// <param name="Mid">The message it makes, if it is accepted.</param>
internal sealed record Asked(Step Step, JsonObject Request, string App, Instant At, string Mid);

/// <summary>
/// Plays a story without a server: walks its steps in time, makes the ids a platform would make, and remembers the
/// requests by their mids, as taps on them need it.
/// </summary>
internal abstract class Offline(Story story)
{
    private readonly Kept kept = new(story.Name, PageOf(story));
    private readonly Dictionary<string, JsonObject> requests = [];
    private int made;

    protected Scenario Told { get; } = story.Told;

    /// <summary>The page's id.</summary>
    protected string Page { get; } = PageOf(story);

    /// <summary>The id under which the page sees the person.</summary>
    protected string Psid { get; } = $"70000000000{story.Number:00000}";

    /// <summary>Where the story's clock stands.</summary>
    protected Instant Now { get; private set; } = Timeline.Start(story.Told);

    protected bool OnInstagram => Told.Channel == "instagram";

    protected void Walk()
    {
        foreach (var (at, step) in Timeline.Of(Told)) Take(step, at);
    }

    protected abstract void OnAct(Deed deed);

    protected abstract void OnSend(Asked asked);

    protected abstract void OnTogether(Step step, IReadOnlyList<Asked> sends);

    protected abstract void OnCall(Step step, string app, Instant at);

    protected abstract void OnFact(JsonObject fact, Instant at);

    protected abstract void OnPage(JsonObject page, Instant at);

    /// <summary>A member of the template a message carried, by the message's mid.</summary>
    protected string? OfTemplate(string? mid, string member) =>
        mid is not null && requests.TryGetValue(mid, out var request)
            ? request["message"]?["attachment"]?["payload"]?[member]?.ToString()
            : null;

    private static string PageOf(Story story) => $"10000000000{story.Number:00000}";

    private void Take(Step step, Instant at)
    {
        Now = at;
        switch (step)
        {
            case { Impossible: true } or { Lanes: not null }: break;
            case { Act: { } act }: Act(step, act, at); break;
            case { Send: not null }: OnSend(Ask(step, at)); break;
            case { Together.Count: > 0 }: OnTogether(step, [.. step.Together.Select(one => Ask(one, at))]); break;
            case { Call: not null }: OnCall(step, step.By ?? Told.UsualApp, at); break;
            case { Fact: { } fact }: OnFact(kept.Fill(fact), at); break;
            case { Page: { } page }: OnPage(kept.Fill(page), at); break;
            default: throw new FormatException($"{Told.Name}: a step does nothing");
        }
    }

    private void Act(Step step, JsonObject act, Instant at)
    {
        var body = kept.Fill(act);
        var id = body["user_ref"]?.ToString() ?? Id(body["act"]!.GetValue<string>());
        kept.Keep(step, id);
        kept.Keep(step, "post_id", body["post"]?.ToString() ?? $"10_{story.Number}");
        OnAct(new Deed(step, body, Timeline.Happened(Told, step, at), id));
    }

    private Asked Ask(Step step, Instant at)
    {
        var request = kept.Fill(step.Send!);
        request["recipient"] ??= new JsonObject { ["id"] = Psid };
        var mid = Id("message");
        kept.Keep(step, mid);
        requests[mid] = request;
        return new Asked(step, request, step.By ?? Told.UsualApp, at, mid);
    }

    private string Id(string act)
    {
        var number = $"{story.Number}{++made:000}";
        return act switch
        {
            "comment" or "visitor_post" => $"10_{number}",
            "notify_me" or "subscribe" => $"token{number}",
            "checkbox" => $"ref{number}",
            _ => $"m_{number}",
        };
    }
}
