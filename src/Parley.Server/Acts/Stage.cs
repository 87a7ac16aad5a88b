using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Acts;

/// <summary>
/// Where people act: finds the thread, asks the act what it would do, and has the thread's writer do it.
/// </summary>
internal sealed class Stage(
    WorldDirectory world,
    Server.World.People people,
    IShards shards,
    IStore store,
    Mids mids,
    OptInTokens tokens,
    IPlatformClock clock,
    StopMark stops)
{
    private const string BlocksThePage = "The person blocks the page: `unblock` comes first.";

    /// <summary>Lets a person act towards a page; answers after the commit. A refused act changes nothing.</summary>
    public async Task<Performed> Perform(PersonRecord person, PageId page, Channel channel, IAct act, Instant? at)
    {
        if (world.Page(page) is not { } known) return new Performed.Refused("page", $"There is no page `{page}`.");
        if (channel is Channel.Instagram && known.InstagramId is null)
            return new Performed.Refused("channel", "The page has no linked Instagram account.");

        var contact = people.Find(person.Id, page, channel);
        var view = contact is null ? null : await shards.Look(new ThreadKey(page, contact.Psid));
        var when = at ?? Later(clock.GetCurrentInstant(), view?.State.LastEvent.ToInstant());
        var scene = new ActScene(channel, view, store.Journal, mids)
        {
            At = when,
            Edition = world.EditionOf(page, when),
            Tokens = tokens,
        };
        if (TooEarlyOrLate(at, scene.State) is { } wrongTime) return new Performed.Refused("at", wrongTime);

        // A block comes before the act's own conditions: nothing else is worth telling.
        if (!act.PassesBlock && scene.State.Blocked) return new Performed.Refused("act", BlocksThePage);
        switch (act.Plan(scene))
        {
            case ActPlan.Possible plan:
                return plan.Refusal(scene.State) is { } why
                    ? new Performed.Refused("act", why)
                    : await Perform(plan, act, person, contact ?? await people.ContactAt(person.Id, page, channel), at);
            case ActPlan.Impossible impossible:
                return new Performed.Refused(impossible.Field, impossible.Why);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<Performed> Perform(
        ActPlan.Possible plan, IAct act, PersonRecord person, ContactRecord contact, Instant? at)
    {
        var thread = new ThreadKey(contact.Page, contact.Psid);
        var result = await shards.Act(thread, new ActCommand
        {
            Kind = plan.Kind,
            Channel = contact.Channel,
            Body = stops.On(plan.Kind, plan.Body),
            At = at,
            Place = Whereabouts.Of(person),
            Refusal = state => !act.PassesBlock && state.Blocked ? BlocksThePage : plan.Refusal(state),
        });
        if (result.Refusal is { } why) return new Performed.Refused("act", why);
        var mid = plan.Kind is EventKind.Message or EventKind.Postback
            ? mids.For(contact.Channel, thread, result.Seq)
            : null;
        return new Performed.Done(contact.Psid, result.At, mid) { Token = plan.Token };
    }

    private static Instant Later(Instant now, Instant? last) => last > now ? last.Value : now;

    private string? TooEarlyOrLate(Instant? at, ThreadState state)
    {
        if (at is not { } asked) return null;
        if (asked > clock.GetCurrentInstant())
            return $"lies in the future: it is {IsoInstant.Format(clock.GetCurrentInstant())}";
        return state.LastEvent.ToInstant() is { } last && asked < last
            ? $"lies before the thread's last instant, {IsoInstant.Format(last)}"
            : null;
    }
}

/// <summary>What came of an act. Closed.</summary>
internal abstract record Performed
{
    private Performed()
    {
    }

    /// <summary>It happened.</summary>
    /// <param name="Psid">The id under which the page sees the person.</param>
    /// <param name="At">When.</param>
    /// <param name="Mid">The message it made, or null.</param>
    public sealed record Done(Psid Psid, Instant At, string? Mid) : Performed
    {
        /// <summary>The notification token it gave, or null.</summary>
        public string? Token { get; init; }
    }

    /// <summary>It cannot happen.</summary>
    /// <param name="Field">The request's field that makes it impossible.</param>
    /// <param name="Why">For a person.</param>
    public sealed record Refused(string Field, string Why) : Performed;
}
