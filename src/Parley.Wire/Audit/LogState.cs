using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>What the lines taken in so far tell, and what a line that asks for a judgement asks.</summary>
internal sealed class LogState
{
    // Who is late is settled within the hour; a send may be told again days later.
    private readonly MidMemory heardMids = new(1 << 16);
    private readonly MidMemory sentMids = new(1 << 19);
    private readonly SentBody readAgain = new();

    public LogState() => Inputs = new OpenInputs((input, finding) => Late.Add((input, finding)));

    public FactBook Facts { get; } = new();

    public Threads Threads { get; } = new();

    public OpenInputs Inputs { get; }

    /// <summary>Inputs found late and not told yet.</summary>
    public List<(OpenInput Input, Finding Finding)> Late { get; } = [];

    public Psid? PersonOf(int thread) =>
        thread >= 0 && Threads[thread].Person is > 0 and var person ? new Psid(person) : null;

    /// <summary>Where a person is, and on which channel.</summary>
    public void Placed(AuditedPage page, long person, Instant at, Channel? channel, Place place)
    {
        var thread = Threads.Ensure(page, person);
        ref var row = ref Threads[thread];
        if (channel is not null) row.SaidInstagram = channel is Channel.Instagram;
        if (channel is null && place == default) return;
        var known = row.Known.State.Place;
        Threads.Learn(thread, new ThreadEvent.PersonPlaced(
            at,
            channel ?? row.Known.Channel,
            new Place(place.Country ?? known.Country, place.Region ?? known.Region)));
    }

    /// <summary>Something happened in a thread that no webhook told.</summary>
    public void Happened(AuditedPage page, long person, Moment at, Func<Channel, ThreadEvent?> fact)
    {
        var thread = Threads.Find(page, person);
        var channel = thread < 0 ? Channel.Messenger : Threads[thread].Known.Channel;
        if (fact(channel) is { } happened) Threads.Learn(Threads.Ensure(page, person), happened);
        Inputs.Reach(at);
    }

    /// <summary>Takes in a webhook body.</summary>
    public void Received(ReceivedLine body, long number)
    {
        foreach (var (page, restriction) in body.Enforced)
            Facts.Of(page).Add(restriction.From, facts => facts.Restricted(restriction));
        foreach (var heard in body.Events) Hear(heard, number);
    }

    /// <summary>A send to be judged; null if it stands above already.</summary>
    public Send? Sent(SentLine sent)
    {
        if (sent.Mid != 0 && !sentMids.IsNew(sent.Mid, sent.Page.Id.Value)) return null;
        var thread = ThreadOf(sent);
        var channel = sent.Channel
            ?? (thread >= 0 && Threads[thread].SaidInstagram ? Channel.Instagram : Channel.Messenger);
        var facts = Facts.Of(sent.Page).At(sent.At);
        var app = Facts.AppOf(facts, sent.App, sent.At);
        var author = sent.Author ?? (app?.Automated is true ? Author.Bot : Author.Human);
        Inputs.Reach(sent.At);
        var body = channel == (sent.Channel ?? Channel.Messenger) ? sent.Body : ReadAgain(sent, channel);
        return new Send(sent, thread, channel, author, facts, app, body);
    }

    /// <summary>A call to be judged, or null if no rule asks for it.</summary>
    public Call? Called(in CalledLine call)
    {
        Inputs.Reach(call.At);
        if (!Call.IsOnLabels(call.Path)) return null;
        var facts = Facts.Of(call.Page).At(call.At);
        return new Call(call.Page, call.At, facts, Facts.AppOf(facts, call.App, call.At));
    }

    // The line did not say on which channel it went, but the person is known to be on the other one.
    private SentBody ReadAgain(SentLine sent, Channel channel)
    {
        using var document = JsonDocument.Parse(sent.Request);
        readAgain.Read(document.RootElement, channel);
        return readAgain;
    }

    private void Hear(in Heard heard, long line)
    {
        var at = Moment.Of(heard.Event.At);
        var removed = heard.Event is ThreadEvent.CommentRemoved gone ? Threads.WithPromise(heard.Page, gone.Id) : -1;
        var thread = removed >= 0 ? removed : Threads.Ensure(heard.Page, heard.Person);
        var happened = heard switch
        {
            { Event: ThreadEvent.OneTimeOptIn optIn } =>
                optIn with { Title = Threads.TitleOf(thread, optIn.Title) ?? optIn.Title },
            { News: News.LinkToThread, Event: ThreadEvent.PersonActed link } when !HasSpoken(thread, at) =>
                link with { Act = PersonAct.BareMessengerLink },
            _ => heard.Event,
        };
        Threads.Learn(thread, happened);
        if (heard.News is News.Echo) Inputs.Answer(thread, at);
        if (heard.News is (News.Input or News.GetStarted) && Facts.OwesAnswers(heard.Page, at))
            Owe(heard, thread, at, line);
        Inputs.Reach(at);
    }

    // A link into a thread that does not exist yet starts one, and opens nothing.
    private bool HasSpoken(int thread, Moment at)
    {
        var state = Threads.StateAt(thread, at, out _);
        return state.Clocks.Latest((Openers)~0).At.Happened || state.LastPageMessage.Happened;
    }

    private void Owe(in Heard heard, int thread, Moment at, long line)
    {
        var mid = heard.Mid != 0 ? heard.Mid : (ulong)at.Milliseconds;
        if (!heardMids.IsNew(mid, heard.Page.Id.Value ^ (heard.Person << 1))) return;
        var channel = Threads[thread].Known.Channel;
        var answered = Threads[thread].Recent?.FirstWritten(at) ?? Moment.Never;
        var input = new OpenInput(line, thread, heard.Page, channel, at) { GetStarted = heard.News is News.GetStarted };
        Inputs.Add(input, answered);
    }

    private int ThreadOf(SentLine sent) => sent.Body.Address switch
    {
        Address.Person => sent.Body.Person == 0 ? -1 : Threads.Find(sent.Page, sent.Body.Person),
        Address.UserRef => sent.Guest == 0 ? -1 : Threads.Find(sent.Page, sent.Guest),
        _ => Threads.WithPromise(sent.Page, sent.Body.Named),
    };
}
