using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class TagFormTests
{
    [Fact]
    public void A_tag_and_the_type_that_names_it_belong_together() => SendTable.Holds("""
        feature  given       type         tag          author  outcome
        yes      message 1h  MESSAGE_TAG  -            human   refuse tag_missing
        yes      message 1h  RESPONSE     HUMAN_AGENT  human   refuse tag_unexpected
        yes      message 1h  UPDATE       HUMAN_AGENT  human   refuse tag_unexpected
        yes      message 1h  UTILITY      HUMAN_AGENT  human   refuse tag_unexpected
        yes      message 1h  ABSENT       HUMAN_AGENT  human   accept human_agent
        yes      message 1h  MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        """);

    [Fact]
    public void The_form_is_looked_at_before_everything_else() => SendTable.Holds("""
        feature  given                 type         tag          outcome
        no       nothing               MESSAGE_TAG  -            refuse tag_missing
        no       nothing               RESPONSE     NO_SUCH_TAG  refuse tag_unexpected
        no       message 2h, block 1h  MESSAGE_TAG  -            refuse tag_missing
        """);

    [Fact]
    public void A_tag_or_type_that_no_lane_answers_to_is_unknown_inside_the_window_too() => SendTable.Holds("""
        channel    feature  given       type         tag               outcome
        messenger  yes      message 1h  MESSAGE_TAG  NO_SUCH_TAG       refuse tag_unknown
        messenger  yes      message 1h  ABSENT       NO_SUCH_TAG       refuse tag_unknown
        messenger  yes      message 1h  MESSAGE_TAG  SHIPPING_UPDATE   refuse tag_unknown
        instagram  yes      message 1h  MESSAGE_TAG  NO_SUCH_TAG       refuse tag_unknown
        messenger  yes      message 1h  MESSAGE_TAG  human_agent       refuse tag_unknown
        messenger  yes      message 1h  UTILITY      -                 refuse type_unknown
        """);
}
