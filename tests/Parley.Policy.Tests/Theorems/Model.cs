using CsCheck;
using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Theorems;

/// <summary>
/// The policy of 2021-10-01 told a second time, slowly and plainly: it keeps every event and looks through all of them
/// for each send. Two readings of one text must agree.
/// </summary>
public sealed class Model
{
    [Fact]
    public void The_kernel_agrees_with_a_slow_and_plain_reading_of_the_policy() =>
        Gen.Select(Any.History, Any.Standing, Any.Request, Any.Now).Sample(
            (history, standing, request, now) =>
            {
                var state = Any.StateAfter(history);
                var outcome = EditionCatalogue.Default.Decide(in state, standing, in request, now);
                Assert.Equal(Answer([.. history], standing, request, now), SendTable.Print(in outcome));
            },
            iter: Cases.Many);

    private static string Answer(List<ThreadEvent> history, Standing standing, SendRequest request, Instant now)
    {
        if (request is { Type: MessagingType.MessageTag, Tag: null }) return "refuse tag_missing";
        if (request.Tag is not null && request.Type is not (MessagingType.MessageTag or MessagingType.Absent))
            return "refuse tag_unexpected";
        if (request.Type is MessagingType.Utility) return "refuse type_unknown";
        if (request.Tag is not (null or HumanAgent.Tag)) return "refuse tag_unknown";
        var acts = history.OfType<ThreadEvent.PersonActed>().ToList();
        if (!acts.Exists(act => Heard(act.Act) && act.Channel == request.Channel)) return "refuse recipient_unknown";
        if (Blocks(history)) return "refuse blocked";
        return request.Tag is null ? Untagged(acts, request, now) : HumanAnswer(acts, standing, request, now);
    }

    private static string Untagged(List<ThreadEvent.PersonActed> acts, SendRequest request, Instant now)
    {
        if (request.Kind is SendKind.MarkSeen) return "accept";
        var open = acts.Exists(
            act => Opens(act.Act, act.Channel) && now <= Millisecond(act.At) + Duration.FromHours(24));
        return !open ? "refuse outside_window" : request.Kind is SendKind.Action ? "accept" : "accept standard";
    }

    private static string HumanAnswer(
        List<ThreadEvent.PersonActed> acts, Standing standing, SendRequest request, Instant now)
    {
        if (!standing.Has("human_agent")) return "refuse feature_missing";
        if (request.Kind is SendKind.MarkSeen) return "accept";
        var open = acts.Exists(act =>
            act.Act is PersonAct.Message or PersonAct.Tap && now <= Millisecond(act.At) + Duration.FromDays(7));
        if (!open) return "refuse outside_window";
        if (request.Kind is SendKind.Action) return "accept";
        if (request.Author is Author.Human) return "accept human_agent";
        return standing.Mode is Mode.Strict ? "refuse policy_violation automated" : "accept human_agent automated";
    }

    private static bool Blocks(List<ThreadEvent> history)
    {
        var blocks = false;
        foreach (var happened in history)
        {
            if (happened is ThreadEvent.Blocked) blocks = true;
            if (happened is ThreadEvent.Unblocked) blocks = false;
            if (happened is ThreadEvent.PersonActed { Act: not (PersonAct.Read or PersonAct.Comment) } acted
                && Heard(acted.Act))
                blocks = false;
        }

        return blocks;
    }

    private static bool Heard(PersonAct act) =>
        act is not (PersonAct.AdClick or PersonAct.LinkTap or PersonAct.BareMessengerLink);

    private static bool Opens(PersonAct act, Channel channel) => act switch
    {
        PersonAct.Message or PersonAct.Tap or PersonAct.Reaction => true,
        PersonAct.InstagramLink => channel is Channel.Instagram,
        PersonAct.PluginOptIn or PersonAct.MessengerLink => channel is Channel.Messenger,
        PersonAct.LoginConnect or PersonAct.MessageRequestAccepted => channel is Channel.Messenger,
        _ => false,
    };

    private static Instant Millisecond(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
