using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Wire.Content;

namespace Parley.Wire.Audit;

/// <summary>What the lines read so far tell, and what a line that asks for a judgement asks.</summary>
internal sealed class LogState
{
    private static readonly Instant Always = Instant.FromUnixTimeSeconds(0);

    private readonly Cast cast = new();
    private readonly WebhookBody body;
    private readonly MidMemory heardMids = new();
    private readonly MidMemory sentMids = new();
    private readonly SentBody sentBody = new();

    public LogState(IContentReview review)
    {
        body = new WebhookBody(cast, review.IsStopWord);
        Inputs = new OpenInputs((input, finding) => Late.Add((input, finding)));
    }

    public Threads Threads { get; } = new();

    public OpenInputs Inputs { get; }

    /// <summary>Inputs found late and not told yet.</summary>
    public List<(OpenInput Input, Finding Finding)> Late { get; } = [];

    public Psid? PersonOf(int thread) =>
        thread >= 0 && Threads[thread].Person is > 0 and var person ? new Psid(person) : null;

    public void Page(JsonElement line)
    {
        var id = line.Page("id"u8, "page.id");
        var at = line.At("at"u8, "page.at") ?? Moment.Never;
        var change = PageLine.Change(line, at);
        var instagram = line.Member("instagram"u8);
        var account = instagram.IsObject() ? instagram.Member("id"u8) : instagram;
        if (account.Exists() && account.Id() == 0) throw new LogFault("`page.instagram.id` must be an id of digits");
        cast.Page(id).Facts.Add(at, change);
        if (account.Exists()) cast.Link(account.Id(), id);
    }

    public void App(JsonElement line)
    {
        var id = line.Text("id"u8) ?? throw new LogFault("`app.id` is missing");
        var at = line.At("at"u8, "app.at") ?? Moment.Never;
        cast.App(id).Add(at, AppFacts.Change(line));
    }

    public void Person(JsonElement line)
    {
        var page = cast.Page(line.Page("page"u8, "person.page"));
        var person = PersonIn(line.Member("id"u8), "person.id");
        var at = line.At("at"u8, "person.at");
        var channel = ChannelIn(line, "person.channel");
        var (country, region) = (line.Text("country"u8)?.ToUpperInvariant(), line.Text("region"u8)?.ToUpperInvariant());
        var thread = Threads.Ensure(page, person);
        ref var row = ref Threads[thread];
        if (channel is not null) row.SaidInstagram = channel is Channel.Instagram;
        if (channel is null && country is null && region is null) return;
        var place = new Place(country ?? row.State.Place.Country, region ?? row.State.Place.Region);
        var happened = at is { } moment ? Instant.FromUnixTimeMilliseconds(moment.Milliseconds) : Always;
        Threads.Learn(thread, new ThreadEvent.PersonPlaced(happened, channel ?? row.State.Channel, place));
    }

    public void Fact(JsonElement line)
    {
        var at = line.RequiredAt("fact.at");
        var page = cast.Page(line.Page("page"u8, "fact.page"));
        var what = line.Word("is"u8) ?? throw new LogFault("`fact.is` is missing");
        if (what is "broadcast_ended")
        {
            var media = line.Text("media"u8) ?? throw new LogFault("`fact.media` is missing");
            page.Facts.Add(at, facts => facts.Ended(media, at));
            return;
        }

        var happened = Instant.FromUnixTimeMilliseconds(at.Milliseconds);
        var person = PersonIn(line.Member("person"u8), "fact.person");
        var thread = Threads.Find(page, person);
        var channel = thread < 0 ? Channel.Messenger : Threads[thread].State.Channel;
        var heard = FactOf(what, happened, channel);
        if (heard is not null) Threads.Learn(Threads.Ensure(page, person), heard);
        Inputs.Reach(at);
    }

    public void Received(JsonElement line, long number)
    {
        body.Read(line);
        foreach (var (page, restriction) in body.Enforced)
            page.Facts.Add(restriction.From, facts => facts.Restricted(restriction));
        foreach (var heard in body.Events) Hear(heard, number);
    }

    /// <summary>A send to be judged; null if it stands above already.</summary>
    public Send? Sent(JsonElement line)
    {
        var at = line.RequiredAt("sent.at");
        var page = cast.Page(line.Page("page"u8, "sent.page"));
        var request = line.Member("request"u8);
        if (!request.IsObject()) throw new LogFault("`sent.request` must be a Send API body");
        var author = line.Word("author"u8);
        if (author is not (null or "human" or "bot")) throw new LogFault("`sent.author` must be human or bot");
        var lane = line.Word("lane"u8);
        if (lane is not (null or "sponsored" or "marketing"))
            throw new LogFault("`sent.lane` must be sponsored or marketing");
        var named = ChannelIn(line, "sent.channel");
        if (line.Text("mid"u8) is { } mid && !sentMids.IsNew(mid, page.Id.Value)) return null;

        sentBody.Read(request, named ?? Channel.Messenger);
        var thread = ThreadOf(page, sentBody);
        var channel = named ?? (thread >= 0 && Threads[thread].SaidInstagram ? Channel.Instagram : Channel.Messenger);
        if (channel is Channel.Instagram && named is null) sentBody.Read(request, channel);
        var facts = page.Facts.At(at);
        var app = cast.AppOf(facts, line.Text("app"u8), at);
        var automated = author is null ? app?.Automated is true : author is "bot";
        Inputs.Reach(at);
        return new Send(page, thread, channel, at, automated ? Author.Bot : Author.Human, facts, app, sentBody)
        {
            Lane = lane,
            Campaign = line.Text("campaign"u8),
        };
    }

    /// <summary>A call to be judged, or null if no rule asks for it.</summary>
    public Call? Called(JsonElement line)
    {
        var at = line.RequiredAt("called.at");
        var page = cast.Page(line.Page("page"u8, "called.page"));
        var path = line.Text("path"u8) ?? throw new LogFault("`called.path` is missing");
        Inputs.Reach(at);
        return Call.IsOnLabels(path) ? new Call(page, at, page.Facts.At(at)) : null;
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
        if (heard.News is (News.Input or News.GetStarted) && cast.OwesAnswers(heard.Page.Facts.At(at), at))
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
        var mid = heard.Mid ?? at.Milliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!heardMids.IsNew(mid, heard.Page.Id.Value ^ (heard.Person << 1))) return;
        var channel = Threads[thread].State.Channel;
        var answered = Threads[thread].Recent?.FirstWritten(at) ?? Moment.Never;
        var input = new OpenInput(line, thread, heard.Page, channel, at) { GetStarted = heard.News is News.GetStarted };
        Inputs.Add(input, answered);
    }

    private int ThreadOf(AuditedPage page, SentBody sent) => sent.Address switch
    {
        Address.Person => sent.Person == 0 ? -1 : Threads.Find(page, sent.Person),
        Address.UserRef => Threads.Find(page, cast.Named("ref:" + sent.Named)),
        _ => Threads.WithPromise(page, sent.Named),
    };

    private long PersonIn(JsonElement id, string path) =>
        id.Id() is > 0 and var person ? person
        : id.Text() is { Length: > 0 } name ? cast.Named("id:" + name)
        : throw new LogFault($"`{path}` is missing");

    private static Channel? ChannelIn(JsonElement line, string path) => line.Word("channel"u8) switch
    {
        null => null,
        "messenger" => Channel.Messenger,
        "instagram" => Channel.Instagram,
        _ => throw new LogFault($"`{path}` must be messenger or instagram"),
    };

    private static ThreadEvent? FactOf(string what, Instant at, Channel channel) => what switch
    {
        "blocked" or "messages_off" => new ThreadEvent.Blocked(at),
        "unblocked" => new ThreadEvent.Unblocked(at),
        "muted" => new ThreadEvent.Muted(at),
        "unmuted" => new ThreadEvent.Unmuted(at),
        "business_blocked" => new ThreadEvent.PageBlockChanged(at, true),
        "business_unblocked" => new ThreadEvent.PageBlockChanged(at, false),
        "opted_out" => new ThreadEvent.OptOutChanged(at, true),
        "opted_in" => new ThreadEvent.OptOutChanged(at, false),
        "login_connected" => new ThreadEvent.PersonActed(at, channel, PersonAct.LoginConnect),
        "reported" => null,
        _ => throw new LogFault(
            "`fact.is` must be one of blocked, unblocked, muted, unmuted, reported, business_blocked, "
            + "business_unblocked, opted_out, opted_in, messages_off, login_connected, broadcast_ended"),
    };
}
