using System.Text.Json.Nodes;
using NodaTime;
using Parley.Cli.Scenarios;
using Parley.Wire;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>What must be said of a line of a log.</summary>
/// <param name="Line">Its number in the log, from 1.</param>
/// <param name="What">For complaints.</param>
/// <param name="Expected">What must be said; of several lines in any order.</param>
internal sealed record Awaited(int Line, string What, Expectation Expected)
{
    /// <summary>The step whose sends come in any order, else null.</summary>
    public Step? Together { get; init; }
}

/// <summary>A line of a log.</summary>
/// <param name="Heard">When it was written.</param>
/// <param name="Json">The line.</param>
internal sealed record LogLine(Instant Heard, string Json);

/// <summary>Writes a story as a log of traffic: webhooks as the platform posts them, sends as they were made.</summary>
internal sealed class LogWriter : Offline
{
    private readonly List<LogLine> lines;
    private readonly List<Awaited> awaited = [];
    private readonly LogWebhooks webhooks;
    private readonly Dictionary<string, string> apps;

    private LogWriter(Story story, List<LogLine> lines)
        : base(story)
    {
        this.lines = lines;
        apps = Told.World.Apps.Keys.Index().ToDictionary(app => app.Item, app => $"5{story.Number:00000}{app.Index}");
        webhooks = new LogWebhooks(Page, OnInstagram ? $"17841400000{story.Number:00000}" : null, Psid);
    }

    /// <summary>Writes a story under the lines there are; answers what must be said of its lines.</summary>
    public static IReadOnlyList<Awaited> Write(Story story, List<LogLine> lines)
    {
        var writer = new LogWriter(story, lines);
        writer.WriteWorld();
        writer.Walk();
        return writer.awaited;
    }

    protected override void OnAct(Deed deed)
    {
        if (LogWebhooks.FactOf(deed.Act) is { } fact)
        {
            OnFact(new JsonObject { ["is"] = fact, ["media"] = deed.Text("post") }, deed.At);
            return;
        }

        if (webhooks.Of(deed, OfTemplate) is not { } body) return;
        Line("received", body);
        if (deed.Step.Expect is { } expected) awaited.Add(new Awaited(lines.Count, deed.Act, expected));
    }

    protected override void OnSend(Asked asked)
    {
        Line("sent", Sent(asked));
        if (asked.Step.Expect is { } expected) awaited.Add(new Awaited(lines.Count, "send", expected));
    }

    protected override void OnTogether(Step step, IReadOnlyList<Asked> sends)
    {
        foreach (var asked in sends)
        {
            Line("sent", Sent(asked));
            awaited.Add(new Awaited(lines.Count, "send", asked.Step.Expect!) { Together = step });
        }
    }

    protected override void OnCall(Step step, string app, Instant at)
    {
        var call = (JsonObject)step.Call!.DeepClone();
        (call["at"], call["page"], call["app"]) = (IsoInstant.Format(at), Page, apps[app]);
        Line("called", call);
        if (step.Expect is { } expected) awaited.Add(new Awaited(lines.Count, "call", expected));
    }

    protected override void OnFact(JsonObject fact, Instant at)
    {
        var told = (JsonObject)fact.DeepClone();
        (told["at"], told["page"], told["person"]) = (IsoInstant.Format(at), Page, Psid);
        Line("fact", told);
    }

    protected override void OnPage(JsonObject change, Instant at)
    {
        var told = (JsonObject)change.DeepClone();
        (told["id"], told["at"]) = (Page, IsoInstant.Format(at));
        Line("page", told);
    }

    private void WriteWorld()
    {
        var told = (JsonObject)Told.World.Page.DeepClone();
        if (OnInstagram) told["instagram"] = new JsonObject { ["id"] = webhooks.Account };
        told["apps"] = new JsonArray([.. apps.Values.Select(id => (JsonNode)id)]);
        OnPage(told, Timeline.Start(Told));
        foreach (var (name, id) in apps)
        {
            var app = (JsonObject)Told.World.Apps[name].DeepClone();
            (app["id"], app["automated"]) = (id, Told.World.IsAutomated(name));
            Line("app", app);
        }

        if (Told.World.Person.Count == 0) return;
        var person = (JsonObject)Told.World.Person.DeepClone();
        (person["id"], person["page"], person["channel"]) = (Psid, Page, Told.Channel);
        Line("person", person);
    }

    private JsonObject Sent(Asked asked)
    {
        var sent = new JsonObject
        {
            ["at"] = IsoInstant.Format(asked.At),
            ["page"] = Page,
            ["channel"] = Told.Channel,
            ["app"] = apps[asked.App],
            ["mid"] = asked.Mid,
        };
        if (asked.Step.Lane is { } lane) sent["lane"] = lane;
        if (asked.Step.Campaign is { } campaign) sent["campaign"] = campaign;
        sent["request"] = asked.Request.DeepClone();
        return sent;
    }

    private void Line(string key, JsonObject value) => lines.Add(
        new LogLine(Now, new JsonObject { [key] = value }.ToJsonString()));
}
