using NodaTime;
using Parley.Policy.Lanes;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>What a developer would tell a colleague about the policy, one sentence a test.</summary>
public sealed class Stories
{
    private static readonly Instant Noon = Instant.FromUtc(2021, 10, 5, 12, 0);

    private static readonly SendRequest Answer =
        new(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);

    private static readonly SendRequest FromAHuman =
        new(Channel.Messenger, SendKind.Message, MessagingType.MessageTag, HumanAgent.Tag, Author.Human);

    [Fact]
    public void A_reaction_23_hours_later_gives_the_page_another_day() =>
        Story.Given(Wrote(Noon), Reacted(Noon + Hours(23)))
            .When(Answer, at: Noon + Hours(47))
            .Then("accept standard");

    [Fact]
    public void A_reaction_taken_back_keeps_what_it_opened_and_opens_nothing_new() =>
        Story.Given(Wrote(Noon), Reacted(Noon + Hours(10)), Did(PersonAct.Unreaction, Noon + Hours(20)))
            .When(Answer, at: Noon + Hours(34)).Then("accept standard")
            .When(Answer, at: Noon + Hours(34) + OneMillisecond).Then("refuse outside_window");

    [Fact]
    public void A_human_agent_is_too_late_a_millisecond_after_seven_days() =>
        Story.Given(Wrote(Noon))
            .When(FromAHuman, at: Noon + Duration.FromDays(7)).Then("accept human_agent")
            .When(FromAHuman, at: Noon + Duration.FromDays(7) + OneMillisecond).Then("refuse outside_window");

    [Fact]
    public void A_message_that_comes_in_three_hours_late_counts_from_when_it_was_written() =>
        Story.Given(Wrote(Noon))
            .When(Answer, at: Noon + Hours(24) + Duration.FromSeconds(1))
            .Then("refuse outside_window");

    [Fact]
    public void An_older_event_that_comes_in_after_a_newer_one_changes_nothing() =>
        Story.Given(Wrote(Noon), Wrote(Noon - Hours(5)))
            .When(Answer, at: Noon + Hours(24)).Then("accept standard");

    [Fact]
    public void An_answer_does_not_buy_the_next_one() =>
        Story.Given(Wrote(Noon), Wrote(Noon + Hours(23), by: Author.Bot))
            .When(Answer, at: Noon + Hours(25)).Then("refuse outside_window");

    [Fact]
    public void A_block_and_a_message_after_it_leave_the_thread_as_open_as_before() =>
        Story.Given(Wrote(Noon), new ThreadEvent.Blocked(Noon + Hours(1)))
            .When(Answer, at: Noon + Hours(1)).Then("refuse blocked")
            .And(Wrote(Noon + Hours(2)))
            .When(Answer, at: Noon + Hours(26)).Then("accept standard");

    [Fact]
    public void A_part_of_a_millisecond_more_than_24_hours_is_still_the_last_millisecond() =>
        Story.Given(Wrote(Noon))
            .When(Answer, at: Noon + Hours(24) + Duration.FromTicks(9_999)).Then("accept standard")
            .When(Answer, at: Noon + Hours(24) + Duration.FromTicks(10_000)).Then("refuse outside_window");

    private static Duration OneMillisecond => Duration.FromMilliseconds(1);

    private static Duration Hours(int hours) => Duration.FromHours(hours);

    private static ThreadEvent.PersonActed Wrote(Instant at) => Did(PersonAct.Message, at);

    private static ThreadEvent.PageWrote Wrote(Instant at, Author by) =>
        new(at, Answer with { Author = by }, StandardWindow.LaneName);

    private static ThreadEvent.PersonActed Reacted(Instant at) => Did(PersonAct.Reaction, at);

    private static ThreadEvent.PersonActed Did(PersonAct act, Instant at) => new(at, Channel.Messenger, act);

    private sealed record Story(ThreadState State, Outcome Answer)
    {
        public static Story Given(params ThreadEvent[] history) => new(Histories.StateAfter(history), default);

        public Story And(ThreadEvent happened)
        {
            var state = State;
            return this with { State = ThreadState.Evolve(in state, happened) };
        }

        public Story When(SendRequest request, Instant at)
        {
            var state = State;
            var standing = SendTable.Standing(feature: true, Mode.Emulate);
            return this with { Answer = SendTable.Edition.Decide(in state, standing, in request, at) };
        }

        public Story Then(string expected)
        {
            var answer = Answer;
            Assert.Equal(expected, SendTable.Print(in answer));
            return this;
        }
    }
}
