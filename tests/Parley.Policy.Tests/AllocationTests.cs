using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>
/// The hot path makes no garbage: not for a send that passes, not for one that is refused, not for an event.
/// </summary>
public sealed class AllocationTests
{
    private const int Rounds = 10;

    private static readonly string[] Histories =
        ["nothing", "message 1h", "message 25h", "message 8d", "message 2h, block 1h"];

    [Fact]
    public void Deciding_allocates_nothing_where_no_rule_finds_anything()
    {
        var states = Histories.Select(history => Given.State(history, Channel.Messenger)).ToArray();
        var requests = Requests().ToArray();
        Standing[] standings =
            [Standing.Plain, SendTable.Standing(true, Mode.Emulate), SendTable.Standing(true, Mode.Strict)];
        var editions = EditionCatalogue.All;
        Assert.Equal(0, Allocated(() =>
        {
            var accepted = 0;
            foreach (ref readonly var state in states.AsSpan())
            {
                foreach (ref readonly var request in requests.AsSpan())
                {
                    foreach (var standing in standings)
                    {
                        foreach (var edition in editions)
                            accepted += edition.Decide(in state, standing, in request, Given.Now).Accepted ? 1 : 0;
                    }
                }
            }

            return accepted;
        }));
    }

    [Fact]
    public void Evolving_allocates_nothing()
    {
        ThreadEvent[] events =
        [
            // An answer to a survey keeps a promise; every other act only moves a clock.
            .. Enum.GetValues<PersonAct>().Where(act => act is not PersonAct.Feedback)
                .Select(act => new ThreadEvent.PersonActed(Given.Now, Channel.Messenger, act)),
            new ThreadEvent.Blocked(Given.Now), new ThreadEvent.Unblocked(Given.Now),
            new ThreadEvent.Muted(Given.Now), new ThreadEvent.Unmuted(Given.Now),
            Given.Event("human_wrote", Channel.Messenger, Given.Now),
        ];
        Assert.Equal(0, Allocated(() =>
        {
            var state = ThreadState.Empty;
            foreach (var happened in events) state = ThreadState.Evolve(in state, happened);
            return state.Known ? 1 : 0;
        }));
    }

    /// <summary>
    /// The least that any of some runs allocates: the runtime itself may take a few bytes on this thread while it
    /// compiles the code under test again, but a decision that allocates does so in every run.
    /// </summary>
    private static long Allocated(Func<int> work)
    {
        Assert.True(work() > 0);
        var least = long.MaxValue;
        for (var run = 0; run < 20 && least > 0; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < Rounds; round++) work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static IEnumerable<SendRequest> Requests() =>
        from kind in Enum.GetValues<SendKind>()
        from type in Enum.GetValues<MessagingType>()
        from tag in (string?[])[null, "HUMAN_AGENT", "NO_SUCH_TAG"]
        from author in Enum.GetValues<Author>()
        where (tag, author) is not ("HUMAN_AGENT", Author.Bot)
        select new SendRequest(Channel.Messenger, kind, type, tag, author);
}
