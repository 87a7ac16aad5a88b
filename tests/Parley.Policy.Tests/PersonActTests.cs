using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

public sealed class PersonActTests
{
    [Fact]
    public void Each_opening_act_moves_the_one_clock_it_is_named_for() => Table.Holds(
        """
        act                       outcome
        message                   MessageOrTap
        tap                       MessageOrTap
        plugin_opt_in             PluginOptIn
        messenger_link            MessengerLink
        instagram_link            InstagramLink
        reaction                  Reaction
        login_connect             LoginConnect
        message_request_accepted  MessageRequest
        """,
        row => After(row.Enum("act", default(PersonAct))).Latest(Everything) switch
        {
            (var at, var by) when at == new Moment(7) => by.ToString(),
            var other => other.ToString(),
        });

    [Fact]
    public void A_clock_that_does_not_count_is_not_looked_at()
    {
        var clocks = OpenerClocks.Silent.After(PersonAct.Reaction, new Moment(9), false)
            .After(PersonAct.Message, new Moment(7), false);
        Assert.Equal((new Moment(9), Openers.Reaction), clocks.Latest(Everything));
        Assert.Equal((new Moment(7), Openers.MessageOrTap), clocks.Latest(Everything & ~Openers.Reaction));
        Assert.Equal((Moment.Never, Openers.None), clocks.Latest(Openers.LoginConnect));
    }

    [Fact]
    public void Numbers_that_are_stored_never_change() => Assert.Equal(
        "Message=1 Tap=2 PluginOptIn=3 MessengerLink=4 InstagramLink=5 Reaction=6 LoginConnect=7 "
        + "MessageRequestAccepted=8 Read=32 Unreaction=33 BareMessengerLink=34 LinkTap=35 AdClick=36 NotifyMe=37 "
        + "Subscription=38 Edit=39 Unsend=40 Feedback=41 AccountLinking=42 Comment=43",
        string.Join(' ', Enum.GetValues<PersonAct>().Select(act => $"{act}={(byte)act}")));

    private static OpenerClocks After(PersonAct act) => OpenerClocks.Silent.After(act, new Moment(7), followsAd: false);

    private static Openers Everything => Enum.GetValues<Openers>().Aggregate((one, other) => one | other);
}
