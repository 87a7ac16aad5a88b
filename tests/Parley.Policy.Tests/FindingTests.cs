using Parley.Policy.Rules;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>What a page is told when a rule finds something: the rule by its name, and in words why.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData("feature", "message 1h", "tag=HUMAN_AGENT", "automated", "a bot wrote under HUMAN_AGENT")]
    [InlineData(
        "plain",
        "login_connect 1h",
        "tag=ACCOUNT_UPDATE",
        "purpose",
        "a tag on the first message after a login opt-in")]
    [InlineData("plain", "message:stop 2h, bot_wrote 1h", "RESPONSE", "optout", "the person asked to stop")]
    public void A_violation_names_its_rule_and_says_why(
        string page, string given, string send, string rule, string because) => Assert.Equal(
            [new Finding(rule, FindingLevel.Violation, because)], Found(Channel.Messenger, page, given, send));

    [Fact]
    public void An_automated_app_on_Instagram_without_a_way_to_a_human_is_told_so()
    {
        var page = Standing.Plain with { Automated = true, HumanRoute = false };
        var state = Given.State("message 1h", Channel.Instagram);
        var send = SendText.Read("RESPONSE", Channel.Instagram);
        Assert.Equal(
            [
                new Finding(
                    "escalation",
                    FindingLevel.Violation,
                    "an automated app on Instagram without a way to a human"),
            ],
            SendTable.Edition.Decide(in state, page, in send, Given.Now).Findings);
    }

    [Theory]
    [InlineData("message 1h", "beginning")]
    [InlineData("bot_wrote 26h, message 1h", "lapse")]
    [InlineData("message 3h, bot_wrote 2h, human_wrote 1h", "human_to_bot")]
    public void A_missing_disclosure_names_the_moment_it_was_due_at(string given, string moment)
    {
        var state = Given.State("placed:DE 99h, message 98h, " + given, Channel.Messenger);
        var send = SendText.Read("RESPONSE", Channel.Messenger) with { Noticed = [] };
        var outcome = SendTable.Edition.Decide(in state, Standing.Plain, in send, Given.Now);
        Assert.Equal([new Finding("disclosure", FindingLevel.Violation, moment)], outcome.Findings);
        Assert.Equal("disclosure", outcome.Violation?.Rule);
        var elsewhere = Given.State("placed:FR 99h, message 98h, " + given, Channel.Messenger);
        var advised = SendTable.Edition.Decide(in elsewhere, Standing.Plain, in send, Given.Now);
        Assert.Equal([new Finding("disclosure", FindingLevel.Advise, moment)], advised.Findings);
        Assert.Null(advised.Violation);
    }

    [Fact]
    public void A_late_answer_is_advised_against() => Assert.Equal(
        new Finding("responsiveness", FindingLevel.Advise, "an automated bot did not answer within 30 s"),
        ThirtySeconds.Judge(new Moment(0), getStarted: false, new Moment(31_000), new Moment(31_000)));

    private static ValueList<Finding> Found(Channel channel, string page, string given, string send)
    {
        var state = Given.State(given, channel);
        var request = SendText.Read(send, channel);
        return SendTable.Edition.Decide(in state, PageText.Read(page), in request, Given.Now).Findings;
    }
}
