using NodaTime;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>Who has a thread that several apps share, and who may write into it.</summary>
public sealed class RoutingTests
{
    private const long Bot = 1;
    private const long Desk = 2;
    private const long Other = 3;

    private static readonly Moment Now = Moment.Of(Given.Now);

    // Owner (0 idle), default app (0 none), the app that wishes, whether it may take; the wish; what becomes of it.
    [Theory]
    [InlineData(0, 0, Bot, false, ControlAct.Take, "NotAllowed")]
    [InlineData(0, 0, Bot, true, ControlAct.Take, "NotAllowed")]
    [InlineData(0, Bot, Bot, false, ControlAct.Take, "Take 0>1")]
    [InlineData(Desk, Bot, Bot, false, ControlAct.Take, "Take 2>1")]
    [InlineData(Bot, Bot, Bot, false, ControlAct.Take, "AlreadyOwner")]
    [InlineData(Bot, Bot, Desk, false, ControlAct.Take, "NotAllowed")]
    [InlineData(Bot, Bot, Desk, true, ControlAct.Take, "Take 1>2")]
    [InlineData(0, Bot, Desk, true, ControlAct.Take, "Take 0>2")]
    [InlineData(0, 0, Bot, false, ControlAct.Request, "Pass 0>1")]
    [InlineData(0, Bot, Bot, false, ControlAct.Request, "Pass 0>1")]
    [InlineData(0, Bot, Desk, false, ControlAct.Request, "Request 1>1")]
    [InlineData(Other, Bot, Desk, false, ControlAct.Request, "Request 3>3")]
    [InlineData(Desk, 0, Desk, false, ControlAct.Request, "AlreadyOwner")]
    [InlineData(Bot, 0, Bot, false, ControlAct.Release, "Release 1>0")]
    [InlineData(0, 0, Bot, false, ControlAct.Release, "NotOwner")]
    [InlineData(Desk, Bot, Bot, true, ControlAct.Release, "NotOwner")]
    [InlineData(Bot, 0, Bot, false, ControlAct.Extend, "Extend 1>1")]
    [InlineData(Desk, 0, Bot, false, ControlAct.Extend, "NotOwner")]
    [InlineData(0, Bot, Bot, false, ControlAct.Extend, "NotOwner")]
    public void A_wish_is_granted_or_not(
        long owner, long defaultApp, long app, bool mayTake, ControlAct act, string becomes) =>
        Assert.Equal(becomes, Told(owner, defaultApp, app, mayTake, new ControlWish(act)));

    [Theory]
    [InlineData(Bot, 0, Bot, Desk, "Pass 1>2")]
    [InlineData(0, 0, Bot, Desk, "Pass 0>2")]
    [InlineData(0, 0, Bot, Bot, "Pass 0>1")]
    [InlineData(Desk, Bot, Bot, Other, "NotOwner")]
    [InlineData(Desk, Bot, Desk, 0, "Pass 2>1")]
    [InlineData(Desk, 0, Desk, 0, "NoTarget")]
    [InlineData(Bot, 0, Bot, Bot, "AlreadyOwner")]
    [InlineData(Bot, Bot, Bot, 0, "AlreadyOwner")]
    public void A_thread_is_passed_by_its_owner_or_by_anybody_while_it_is_idle(
        long owner, long defaultApp, long app, long target, string becomes) => Assert.Equal(
        becomes, Told(owner, defaultApp, app, false, new ControlWish(ControlAct.Pass) { Target = target }));

    // The app that asks, whether it may take, and whether it may send plainly or as a human agent.
    [Theory]
    [InlineData(0, 0, Bot, false, true, true)]
    [InlineData(0, Bot, Bot, false, true, true)]
    [InlineData(0, Bot, Desk, false, false, false)]
    [InlineData(0, Bot, Desk, true, false, true)]
    [InlineData(Bot, 0, Bot, false, true, true)]
    [InlineData(Bot, 0, Desk, false, false, false)]
    [InlineData(Bot, 0, Desk, true, false, false)]
    [InlineData(Bot, Bot, Desk, true, false, true)]
    [InlineData(Bot, Bot, 0, false, true, true)]
    public void A_send_goes_out_unless_another_app_controls_the_thread(
        long owner, long defaultApp, long app, bool mayTake, bool plain, bool human)
    {
        var thread = Owned(owner);
        var page = Page(defaultApp, app, mayTake);
        var (response, byHuman) = (
            SendText.Read("RESPONSE", Channel.Messenger), SendText.Read("tag=HUMAN_AGENT", Channel.Messenger));
        Assert.Equal(plain, Routing.MayWrite(in thread, page, in response, Now));
        Assert.Equal(human, Routing.MayWrite(in thread, page, in byHuman, Now));
    }

    [Theory]
    [InlineData("RESPONSE", true, false)]
    [InlineData("tag=HUMAN_AGENT", true, true)]
    [InlineData("tag=HUMAN_AGENT", false, false)]
    public void A_humans_message_takes_control_for_an_app_that_may(string send, bool mayTake, bool takes)
    {
        var thread = Owned(Bot);
        var request = SendText.Read(send, Channel.Messenger);
        Assert.Equal(takes, Routing.TakesControl(in thread, Page(Bot, Desk, mayTake), in request, Now));
        var own = Owned(Desk);
        Assert.False(Routing.TakesControl(in own, Page(Bot, Desk, mayTake), in request, Now));
    }

    [Theory]
    [InlineData("23:59:59.999", true)]
    [InlineData("24:00:00.000", true)]
    [InlineData("24:00:00.001", false)]
    public void A_hold_ends_a_day_after_the_persons_last_word(string silence, bool held)
    {
        var thread = After(Owned(Bot, "10d"), new ThreadEvent.PersonActed(
            Given.Now - Given.Length("9d"), Channel.Messenger, PersonAct.Message));
        Assert.Equal(0, Routing.OwnerOf(in thread, Now));

        thread = After(Owned(Bot, "36h"), new ThreadEvent.PersonActed(
            Given.Now - Given.Length(silence), Channel.Messenger, PersonAct.Tap));
        Assert.Equal(held ? Bot : 0, Routing.OwnerOf(in thread, Now));
        Assert.Equal(held ? Bot : Other, Routing.ListenerOf(in thread, Other, Now));
        Assert.Equal(!held, Routing.FallsToDefault(in thread, Other, Now));
    }

    [Fact]
    public void A_word_of_the_person_does_not_shorten_an_extended_hold()
    {
        var thread = After(
            ThreadState.Empty,
            new ThreadEvent.ControlChanged(Given.Now, Bot, Duration.FromDays(5)),
            new ThreadEvent.PersonActed(Given.Now + Duration.FromDays(1), Channel.Messenger, PersonAct.Message));
        Assert.Equal(Bot, Routing.OwnerOf(in thread, Now.Plus(5 * 86_400_000)));
        Assert.Equal(0, Routing.OwnerOf(in thread, Now.Plus((5 * 86_400_000) + 1)));
    }

    [Fact]
    public void Another_apps_control_is_a_refusal_between_a_block_and_a_missing_feature()
    {
        var thread = After(Given.State("message 1h", Channel.Messenger), new ThreadEvent.ControlChanged(
            Given.Now, Bot, Control.Usual));
        var plain = SendText.Read("RESPONSE", Channel.Messenger);
        Assert.Equal(Reason.AnotherAppControls, Refusal(thread, plain));
        Assert.Equal(Reason.AnotherAppControls, Refusal(thread, SendText.Read("tag=HUMAN_AGENT", Channel.Messenger)));
        Assert.Equal(Reason.Blocked, Refusal(After(thread, new ThreadEvent.Blocked(Given.Now)), plain));
        Assert.Null(Refusal(After(thread, new ThreadEvent.ControlChanged(Given.Now, 0, Duration.Zero)), plain));

        static Reason? Refusal(ThreadState state, SendRequest request) =>
            SendTable.Edition.Decide(in state, Page(0, Desk, false), in request, Given.Now).Reason;
    }

    private static string Told(long owner, long defaultApp, long app, bool mayTake, ControlWish wish)
    {
        var thread = Owned(owner);
        var verdict = Routing.Judge(in thread, Page(defaultApp, app, mayTake), in wish, Now);
        return verdict.Refusal is ControlRefusal.None
            ? FormattableString.Invariant($"{verdict.Becomes} {verdict.Previous}>{verdict.Owner}")
            : verdict.Refusal.ToString();
    }

    private static Standing Page(long defaultApp, long app, bool mayTake) =>
        Standing.Plain with { App = app, DefaultApp = defaultApp, MayTakeControl = mayTake };

    private static ThreadState Owned(long owner, string ago = "1h") => owner == 0
        ? ThreadState.Empty
        : After(
            ThreadState.Empty,
            new ThreadEvent.ControlChanged(Given.Now - Given.Length(ago), owner, Duration.FromDays(1)));

    private static ThreadState After(ThreadState state, params ThreadEvent[] events)
    {
        foreach (var happened in events) state = ThreadState.Evolve(in state, happened);
        return state;
    }
}
