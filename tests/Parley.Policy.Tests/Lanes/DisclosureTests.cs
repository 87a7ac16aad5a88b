using Parley.Policy.Rules;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class DisclosureTests
{
    [Fact]
    public void Nobody_says_that_a_disclosure_lacks_from_what_nobody_read()
    {
        var state = Given.State("placed:DE 1h, message 1h", Channel.Messenger);
        var unread = new SendRequest(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);
        var decision = SendTable.Edition.Explain(in state, Standing.Plain, in unread, Given.Now);
        Assert.Equal("accept standard", SendTable.Print(decision.Outcome));
        Assert.Equal([new Obligation("disclosure", "beginning", "DE")], decision.Obligations);
    }

    [Theory]
    [InlineData(30_000, false, true)]
    [InlineData(30_001, false, false)]
    [InlineData(30_001, true, true)]
    public void An_input_that_gets_no_answer_is_late_once_the_thirty_seconds_are_known_to_be_over(
        long known, bool getStarted, bool fine)
    {
        var input = Moment.Of(Given.Now);
        Assert.Equal(fine, ThirtySeconds.Judge(input, getStarted, Moment.Never, input.Plus(known)) is null);
    }
}
