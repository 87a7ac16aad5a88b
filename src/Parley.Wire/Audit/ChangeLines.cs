using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>Reads the lines that tell what no webhook does: what each changes, once it is its turn.</summary>
internal sealed class ChangeLines(Cast cast)
{
    private static readonly Instant Always = Instant.FromUnixTimeSeconds(0);

    /// <exception cref="LogFault">The line cannot be read.</exception>
    public Action<LogState> Page(JsonElement line)
    {
        var id = line.Page("id"u8, "page.id");
        var at = line.At("at"u8, "page.at") ?? Moment.Never;
        var change = PageLine.Change(line, at);
        var instagram = line.Member("instagram"u8);
        var account = instagram.IsObject() ? instagram.Member("id"u8) : instagram;
        if (account.Exists() && account.Id() == 0) throw new LogFault("`page.instagram.id` must be an id of digits");
        var page = cast.Page(id);
        if (account.Exists()) cast.Link(account.Id(), id);
        return log => log.Facts.Of(page).Add(at, change);
    }

    /// <exception cref="LogFault">The line cannot be read.</exception>
    public static Action<LogState> App(JsonElement line)
    {
        var id = line.Text("id"u8) ?? throw new LogFault("`app.id` is missing");
        var at = line.At("at"u8, "app.at") ?? Moment.Never;
        var change = AppFacts.Change(line);
        return log => log.Facts.App(id).Add(at, change);
    }

    /// <exception cref="LogFault">The line cannot be read.</exception>
    public Action<LogState> Person(JsonElement line)
    {
        var page = cast.Page(line.Page("page"u8, "person.page"));
        var person = PersonIn(line.Member("id"u8), "person.id");
        var at = line.At("at"u8, "person.at");
        var channel = line.ChannelOf("person.channel");
        var country = cast.Shared(line.Text("country"u8)?.ToUpperInvariant());
        var region = cast.Shared(line.Text("region"u8)?.ToUpperInvariant());
        var happened = at is { } moment ? Instant.FromUnixTimeMilliseconds(moment.Milliseconds) : Always;
        return log => log.Placed(page, person, happened, channel, new Place(country, region));
    }

    /// <exception cref="LogFault">The line cannot be read.</exception>
    public Action<LogState> Fact(JsonElement line)
    {
        var at = line.RequiredAt("fact.at");
        var page = cast.Page(line.Page("page"u8, "fact.page"));
        var what = line.Word("is"u8) ?? throw new LogFault("`fact.is` is missing");
        if (what is "broadcast_ended")
        {
            var media = line.Text("media"u8) ?? throw new LogFault("`fact.media` is missing");
            return log => log.Facts.Of(page).Add(at, facts => facts.Ended(media, at));
        }

        var person = PersonIn(line.Member("person"u8), "fact.person");
        var fact = FactOf(what);
        var happened = Instant.FromUnixTimeMilliseconds(at.Milliseconds);
        return log => log.Happened(page, person, at, channel => fact?.Invoke(happened, channel));
    }

    /// <exception cref="LogFault">The line cannot be read.</exception>
    public CalledLine Called(JsonElement line)
    {
        var at = line.RequiredAt("called.at");
        var page = cast.Page(line.Page("page"u8, "called.page"));
        var path = line.Text("path"u8) ?? throw new LogFault("`called.path` is missing");
        return new CalledLine(page, at, line.Text("app"u8), path);
    }

    private long PersonIn(JsonElement id, string path) =>
        id.Id() is > 0 and var person ? person
        : id.Text() is { Length: > 0 } name ? cast.Named("id:" + name)
        : throw new LogFault($"`{path}` is missing");

    private static Func<Instant, Channel, ThreadEvent>? FactOf(string what) => what switch
    {
        "blocked" or "messages_off" => (at, _) => new ThreadEvent.Blocked(at),
        "unblocked" => (at, _) => new ThreadEvent.Unblocked(at),
        "muted" => (at, _) => new ThreadEvent.Muted(at),
        "unmuted" => (at, _) => new ThreadEvent.Unmuted(at),
        "business_blocked" => (at, _) => new ThreadEvent.PageBlockChanged(at, true),
        "business_unblocked" => (at, _) => new ThreadEvent.PageBlockChanged(at, false),
        "opted_out" => (at, _) => new ThreadEvent.OptOutChanged(at, true),
        "opted_in" => (at, _) => new ThreadEvent.OptOutChanged(at, false),
        "login_connected" => (at, channel) => new ThreadEvent.PersonActed(at, channel, PersonAct.LoginConnect),
        "reported" => null,
        _ => throw new LogFault(
            "`fact.is` must be one of blocked, unblocked, muted, unmuted, reported, business_blocked, "
            + "business_unblocked, opted_out, opted_in, messages_off, login_connected, broadcast_ended"),
    };
}
