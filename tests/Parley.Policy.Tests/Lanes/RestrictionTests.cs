using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

/// <summary>What a restricted page may still send, and which restriction takes the place of which.</summary>
public sealed class RestrictionTests
{
    [Fact]
    public void A_restricted_window_refuses_what_it_would_have_carried_and_nothing_more() => SendTable.Holds("""
        edition     page                                given           send      outcome
        2021-10-01  restricted:standard                 message 1h      RESPONSE  refuse lane_restricted
        2021-10-01  restricted:standard                 message 25h     RESPONSE  refuse outside_window
        2026-09-28  restricted:ad                       message:ad 1h   RESPONSE  accept standard
        2026-09-28  restricted:ad                       message:ad 30h  RESPONSE  refuse lane_restricted
        2026-09-28  restricted:standard                 message:ad 1h   RESPONSE  accept ad
        2026-09-28  restricted:standard, restricted:ad  message:ad 1h   RESPONSE  refuse lane_restricted
        2021-10-01  restricted:all                      message 1h      RESPONSE  refuse page_restricted
        """);

    [Fact]
    public void Restricted_tags_are_refused_inside_the_window_too() => SendTable.Holds("""
        page                            given                send                               outcome
        feature, news, restricted:tags  message 1h           tag=ACCOUNT_UPDATE                 refuse lane_restricted
        feature, news, restricted:tags  message 1h           tag=HUMAN_AGENT by=human           refuse lane_restricted
        feature, news, restricted:tags  message 1h           tag=CUSTOMER_FEEDBACK form=survey  refuse lane_restricted
        feature, news, restricted:tags  message 1h           tag=NON_PROMOTIONAL_SUBSCRIPTION   refuse lane_restricted
        feature, news, restricted:tags  message 1h           RESPONSE                           accept standard
        feature, news, restricted:tags  commented:c:post 1h  to=comment:c                       accept private_reply
        """);

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(Channel.Messenger, true, false)]
    [InlineData(Channel.Instagram, false, true)]
    public void A_restriction_holds_for_the_account_it_names(Channel? account, bool messenger, bool instagram)
    {
        var restriction = new Restriction("standard", account, new Moment(5), new Moment(9));
        Assert.Equal(messenger, restriction.Holds(new Moment(5), Channel.Messenger));
        Assert.Equal(instagram, restriction.Holds(new Moment(5), Channel.Instagram));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void It_holds_from_its_first_moment_and_not_at_its_end(long now, bool holds) => Assert.Equal(
        holds, new Restriction("all", null, new Moment(5), new Moment(9)).Holds(new Moment(now), Channel.Messenger));

    [Fact]
    public void A_new_one_replaces_that_of_the_same_lane_and_account_and_leaves_the_others()
    {
        var (tags, both) = (On("tags", null), On("standard", null));
        ValueList<Restriction> before = [tags, both];
        Assert.Equal([tags, On("standard", null, 9)], On("standard", null, 9).PutInto(before));
        Assert.Equal(
            [tags, On("standard", Channel.Instagram), On("standard", Channel.Messenger, 9)],
            On("standard", Channel.Messenger, 9).PutInto(before));
        Assert.Equal(
            [tags, On("standard", Channel.Messenger), On("standard", Channel.Instagram, 9)],
            On("standard", Channel.Instagram, 9).PutInto(before));
        ValueList<Restriction> one = [On("standard", Channel.Messenger)];
        Assert.Equal([On("standard", Channel.Messenger, 9)], On("standard", Channel.Messenger, 9).PutInto(one));
        Assert.Equal(
            [On("standard", Channel.Messenger), On("standard", Channel.Instagram, 9)],
            On("standard", Channel.Instagram, 9).PutInto(one));
    }

    private static Restriction On(string lane, Channel? account, long from = 5) =>
        new(lane, account, new Moment(from), Moment.Never);
}
