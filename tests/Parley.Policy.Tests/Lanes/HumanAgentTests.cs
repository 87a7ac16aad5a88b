using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class HumanAgentTests
{
    [Fact]
    public void A_human_may_answer_up_to_exactly_seven_days_after_the_last_message_or_tap() => SendTable.Holds("""
        channel    feature  given                   type         tag          author  outcome
        messenger  yes      message 0h              MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        messenger  yes      message 6d23:59:59.999  MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        messenger  yes      message 7d              MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        messenger  yes      message 7d              ABSENT       HUMAN_AGENT  human   accept human_agent
        messenger  yes      message 7d00:00:00.001  MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        messenger  yes      tap 7d                  MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        messenger  yes      tap 7d00:00:00.001      MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        instagram  yes      message 7d              MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        instagram  yes      message 7d              ABSENT       HUMAN_AGENT  human   accept human_agent
        instagram  yes      message 7d00:00:00.001  MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        """);

    [Fact]
    public void What_renews_the_24_hours_does_not_renew_the_seven_days() => SendTable.Holds("""
        channel    feature  given                          type         tag          author  outcome
        messenger  yes      message 8d, reaction 2h        RESPONSE     -            human   accept standard
        messenger  yes      message 8d, reaction 2h        MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        messenger  yes      message 8d, messenger_link 2h  MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        messenger  yes      message 8d, plugin_opt_in 2h   MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        messenger  yes      message 8d, login_connect 2h   MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        messenger  yes  message 8d, message_request_accepted 2h  MESSAGE_TAG  HUMAN_AGENT  human  refuse outside_window
        instagram  yes      message 8d, instagram_link 2h  MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        messenger  yes      message 8d, tap 2h             MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        """);

    [Fact]
    public void Somebody_who_never_wrote_or_tapped_cannot_be_answered_by_a_human_under_the_tag() => SendTable.Holds("""
        channel    feature  given          type         tag          author  outcome
        messenger  yes      reaction 1h    MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        instagram  yes      comment 1h     MESSAGE_TAG  HUMAN_AGENT  human   refuse outside_window
        """);

    [Fact]
    public void A_bot_under_the_tag_passes_the_wire_and_violates_the_policy() => SendTable.Holds("""
        feature  mode     given                   type         tag          author  outcome
        yes      emulate  message 6d              MESSAGE_TAG  HUMAN_AGENT  bot     accept human_agent automated
        yes      emulate  message 1h              MESSAGE_TAG  HUMAN_AGENT  bot     accept human_agent automated
        yes      strict   message 6d              MESSAGE_TAG  HUMAN_AGENT  bot     refuse policy_violation automated
        yes      strict   message 6d              MESSAGE_TAG  HUMAN_AGENT  human   accept human_agent
        yes      emulate  message 7d00:00:00.001  MESSAGE_TAG  HUMAN_AGENT  bot     refuse outside_window
        yes      strict   message 7d00:00:00.001  MESSAGE_TAG  HUMAN_AGENT  bot     refuse outside_window
        """);

    [Fact]
    public void An_app_without_the_feature_is_refused_for_that_and_nothing_else() => SendTable.Holds("""
        channel    feature  given       type         tag          author  outcome
        messenger  no       message 6d  MESSAGE_TAG  HUMAN_AGENT  human   refuse feature_missing
        messenger  no       message 1h  MESSAGE_TAG  HUMAN_AGENT  human   refuse feature_missing
        messenger  no       message 8d  MESSAGE_TAG  HUMAN_AGENT  human   refuse feature_missing
        instagram  no       message 6d  MESSAGE_TAG  HUMAN_AGENT  human   refuse feature_missing
        messenger  no       nothing     MESSAGE_TAG  HUMAN_AGENT  human   refuse recipient_unknown
        """);

    [Fact]
    public void A_sender_action_under_the_tag_says_nothing_that_could_violate_the_policy() => SendTable.Holds("""
        feature  mode    kind    given                   type         tag          author  outcome
        yes      strict  action  message 6d              MESSAGE_TAG  HUMAN_AGENT  bot     accept
        yes      strict  action  message 7d00:00:00.001  MESSAGE_TAG  HUMAN_AGENT  bot     refuse outside_window
        """);
}
