using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
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
    Scenery scenery,
    Broadcasts broadcasts,
    Luggage luggage,
    Outcomes outcomes,
    IPlatformClock clock,
    StopMark stops)
{
    private const string BlocksThePage = "The person blocks the page: `unblock` comes first.";
    private const string BlockedByPage = "The page blocks the person: it must lift that first.";

    /// <summary>Lets a person act towards a page; answers after the commit. A refused act changes nothing.</summary>
    public async Task<Performed> Perform(PersonRecord person, PageId page, Channel channel, IAct act, Instant? at)
    {
        if (world.Page(page) is not { } known) return new Performed.Refused("page", $"There is no page `{page}`.");
        if (channel is Channel.Instagram && known.InstagramId is null)
            return new Performed.Refused("channel", "The page has no linked Instagram account.");

        var contact = people.Find(person.Id, page, channel);
        var scene = await scenery.Of(person, known, channel, contact, act, at);
        if (TooEarlyOrLate(at, scene.State) is { } wrongTime) return new Performed.Refused("at", wrongTime);

        // A block comes before the act's own conditions: nothing else is worth telling.
        if (BlockAgainst(act, scene.State) is { } block) return new Performed.Refused("act", block);
        // Nothing is fetched for an act that cannot happen.
        var planned = act.Plan(scene);
        if (act.Brings is { } medium && planned is ActPlan.Possible)
        {
            scene.Brought = await luggage.Take(page, medium);
            planned = act.Plan(scene);
        }

        switch (planned)
        {
            case ActPlan.Possible plan:
                return plan.Elsewhere is null && plan.Refusal(scene.State) is { } why
                    ? new Performed.Refused("act", why)
                    : await Perform(plan, act, person, contact ?? await people.ContactAt(person.Id, page, channel), at);
            case ActPlan.BroadcastEnds ends:
                contact ??= await people.ContactAt(person.Id, page, channel);
                return await broadcasts.End(page, ends.Post, contact.Psid, at ?? clock.GetCurrentInstant());
            case ActPlan.Impossible impossible:
                return new Performed.Refused(impossible.Field, impossible.Why);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<Performed> Perform(
        ActPlan.Possible plan, IAct act, PersonRecord person, ContactRecord contact, Instant? at)
    {
        var own = new ThreadKey(contact.Page, contact.Psid);
        var thread = plan.Elsewhere ?? own;
        var result = await shards.Act(thread, new ActCommand
        {
            Kind = plan.Kind,
            Channel = contact.Channel,
            Body = stops.On(plan.Kind, plan.Body),
            At = at,
            Place = thread == own || plan.UserRef is not null ? Whereabouts.Of(person) : null,
            Refusal = state => BlockAgainst(act, state) ?? plan.Refusal(state),
        });
        if (result.Refusal is { } why) return new Performed.Refused("act", why);
        if (plan.UserRef is null) return outcomes.Of(plan, contact.Channel, thread, result);

        // The page knows the reference alone; the person's own thread remembers which it was.
        await shards.Act(own, new ActCommand
        {
            Kind = EventKind.CheckboxTicked,
            Channel = contact.Channel,
            Body = plan.Body,
        });
        return outcomes.Of(plan, contact.Channel, own, result);
    }

    private static string? BlockAgainst(IAct act, in ThreadState state) =>
        act.PassesBlock ? null
        : state.Blocked ? BlocksThePage
        : state.BlockedByPage ? BlockedByPage
        : null;

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
    public sealed record Done(Psid Psid, Instant At) : Performed
    {
        /// <summary>The message it made, or null.</summary>
        public string? Mid { get; init; }

        /// <summary>The notification token it gave, or null.</summary>
        public string? Token { get; init; }

        /// <summary>The comment it made, or null.</summary>
        public string? CommentId { get; init; }

        /// <summary>The post it made, stands under or ended, or null.</summary>
        public string? PostId { get; init; }

        /// <summary>The token to link accounts with, or null.</summary>
        public string? AccountLinkingToken { get; init; }

        /// <summary>The reference the page may send to, or null.</summary>
        public string? UserRef { get; init; }
    }

    /// <summary>It cannot happen.</summary>
    /// <param name="Field">The request's field that makes it impossible.</param>
    /// <param name="Why">For a person.</param>
    public sealed record Refused(string Field, string Why) : Performed;
}
