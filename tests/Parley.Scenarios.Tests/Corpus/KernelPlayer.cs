using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Parley.Cli.Scenarios;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Policy.Rules;
using Parley.Wire;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>
/// Plays a story through the library alone: the wire's reader, <c>Decide</c> and <c>Evolve</c>. What a message shows is
/// taken from the story, not from a content review.
/// </summary>
internal sealed class KernelPlayer : Offline
{
    private readonly Dictionary<string, ThreadState> threads = [];
    private readonly List<string> differences = [];
    private readonly List<Deed> watched = [];
    private readonly List<Instant> answers = [];
    private readonly KernelFacts facts;

    private KernelPlayer(Story story)
        : base(story)
    {
        facts = new KernelFacts(Told);
        if (facts.PlaceOfPerson is { } place)
            Evolve(Psid, new ThreadEvent.PersonPlaced(Timeline.Start(Told), Channel, place));
    }

    private Channel Channel => OnInstagram ? Channel.Instagram : Channel.Messenger;

    /// <summary>Plays a story; what comes back is empty if it came out as told.</summary>
    public static IReadOnlyList<string> Play(Story story)
    {
        var player = new KernelPlayer(story);
        player.Walk();
        foreach (var deed in player.watched) player.JudgeAnswerTo(deed);
        return player.differences;
    }

    protected override void OnAct(Deed deed)
    {
        if (deed.Act == "end_broadcast")
        {
            facts.EndBroadcast(deed.Text("post")!, deed.At);
            return;
        }

        if (deed.Step.Expect is not null) watched.Add(deed);
        var thread = deed.Act == "checkbox" ? "ref:" + deed.Id : Psid;
        Evolve(thread, KernelEvents.Of(deed, Channel, OfTemplate));
    }

    protected override void OnSend(Asked asked) => Compare(asked.Step.Expect, Judge(asked), "send");

    protected override void OnTogether(Step step, IReadOnlyList<Asked> sends)
    {
        var found = sends.Select(Judge).ToList();
        differences.AddRange(AnyOrder.Differences(
            step.Together, found, (wanted, got) => wanted.DifferencesFrom(got, "together")));
    }

    protected override void OnCall(Step step, string app, Instant at)
    {
        var refused = EditionAt(at).Labels.Refuse(
            facts.StandingOf(app), facts.PlaceOfPerson ?? Place.Unknown, Moment.Of(at));
        var found = refused is null ? Library.Accepted : Library.Of(GraphErrors.ForLabels(refused, ""));
        Compare(step.Expect, found, "call");
    }

    protected override void OnFact(JsonObject fact, Instant at) => Evolve(Psid, KernelEvents.OfFact(fact, Channel, at));

    protected override void OnPage(JsonObject page, Instant at) => facts.Change(page, at);

    private Found Judge(Asked asked)
    {
        if (!Read(asked).Try(out var envelope, out var error)) return Library.Of(error);
        var send = RequestOf(asked, envelope);
        var thread = ThreadOf(envelope.Recipient);
        var state = threads.GetValueOrDefault(thread, ThreadState.Empty);
        var edition = EditionAt(asked.At);
        var outcome = edition.Decide(in state, facts.StandingOf(asked.App), in send, asked.At);
        if (!outcome.Accepted) return Library.Of(in outcome, Channel, edition.Day);
        Evolve(thread, new ThreadEvent.PageWrote(asked.At, send, outcome.Lane));
        if (outcome.Lane is not null) answers.Add(asked.At);
        return Library.Of(in outcome, Channel, edition.Day);
    }

    private Parsed<SendEnvelope> Read(Asked asked)
    {
        var body = Encoding.UTF8.GetBytes(asked.Request.ToJsonString());
        return GraphParameters.Decode("application/json", "", body).Try(out var parameters, out var error)
            ? SendReader.Read(parameters, Channel, ApiVersion.Newest, EditionAt(asked.At).Day)
            : new Parsed<SendEnvelope>.Bad(error);
    }

    private SendRequest RequestOf(Asked asked, SendEnvelope envelope)
    {
        var send = envelope.ToRequest(facts.AuthorOf(asked.App)) with
        {
            Noticed = [.. asked.Step.Shows.Select(code => new Signal(code, code))],
        };
        return asked.Step.Lane switch
        {
            null => send,
            "sponsored" => send with { Address = Address.Campaign, Named = asked.Step.Campaign },
            "marketing" => send with { Address = Address.Marketing },
            var lane => throw new FormatException($"No such paid lane: {lane}"),
        };
    }

    private string ThreadOf(Addressee recipient) => recipient.Address switch
    {
        Address.UserRef => "ref:" + recipient.Named,
        Address.Person => recipient.Person.ToString(),
        _ => Psid,
    };

    private Edition EditionAt(Instant at) => Told.Edition switch
    {
        null => EditionCatalogue.Default,
        EditionCatalogue.Auto => EditionCatalogue.InForce(at),
        var name when EditionCatalogue.TryFind(name, out var edition) => edition,
        var name => throw new FormatException($"No such edition: {name}"),
    };

    private void JudgeAnswerTo(Deed deed)
    {
        var input = Moment.Of(deed.At);
        var answered = answers.Where(at => at >= deed.At).Select(Moment.Of).FirstOrDefault(Moment.Never);
        var until = Timeline.Of(Told).Last().At;
        var finding = facts.OwesAnswers
            ? ThirtySeconds.Judge(input, deed.Act == "get_started", answered, Moment.Of(until))
            : null;
        Compare(deed.Step.Expect, Library.Said(finding), deed.Act);
    }

    private void Evolve(string thread, ThreadEvent happened)
    {
        var state = threads.GetValueOrDefault(thread, ThreadState.Empty);
        threads[thread] = ThreadState.Evolve(in state, happened);
    }

    private void Compare(Expectation? expected, Found found, string where)
    {
        if (expected is not null) differences.AddRange(expected.DifferencesFrom(found, where));
    }
}
