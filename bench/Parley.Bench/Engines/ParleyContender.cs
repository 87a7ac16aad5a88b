using System.Collections.Frozen;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;

namespace Parley.Bench.Engines;

/// <summary>The kernel, with every lane and rule of its edition.</summary>
internal sealed class ParleyContender : IContender
{
    private static readonly Edition Edition = EditionCatalogue.Default;
    private static readonly Standing Granted = new(Mode.Emulate, FrozenSet.Create(HumanAgent.Feature));
    private static readonly Standing NotGranted = new(Mode.Emulate, []);

    private readonly Asked[] asked;

    public ParleyContender(IEnumerable<Question> questions) => asked = [.. questions.Select(one => new Asked(one))];

    public string Name => $"Parley, edition {Edition.Day:uuuu-MM-dd} with {Edition.Lanes.Length} lanes";

    /// <summary>Bytes that one pass over all questions allocates.</summary>
    public long Allocated()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public bool[] Answers() => [.. asked.Select(one => one.Decide())];

    public double Round() => Timing.Of(Pass, asked.Length);

    /// <summary>Nanoseconds a decision with every lane explained.</summary>
    public double ExplainedRound() => Timing.Of(
        () =>
        {
            foreach (var one in asked) one.Explain();
        },
        asked.Length);

    public void Dispose()
    {
    }

    private void Pass()
    {
        foreach (var one in asked) one.Decide();
    }

    private sealed class Asked
    {
        private readonly ThreadState thread;
        private readonly Standing standing;
        private readonly SendRequest request;
        private readonly Instant now;

        public Asked(Question question)
        {
            var wrote = Instant.FromUnixTimeMilliseconds(question.LastMessage);
            var last = Instant.FromUnixTimeMilliseconds(question.LastOpened);
            thread = ThreadState.Evolve(
                ThreadState.Empty, new ThreadEvent.PersonActed(wrote, Channel.Messenger, PersonAct.Message));
            if (question.LastOpened > question.LastMessage)
            {
                thread = ThreadState.Evolve(
                    in thread, new ThreadEvent.PersonActed(last, Channel.Messenger, PersonAct.Reaction));
            }

            if (question.Blocked) thread = ThreadState.Evolve(in thread, new ThreadEvent.Blocked(last));
            standing = question.Granted ? Granted : NotGranted;
            request = new SendRequest(
                Channel.Messenger,
                SendKind.Message,
                question.Tag is null ? MessagingType.Response : MessagingType.MessageTag,
                question.Tag,
                question.Tag == HumanAgent.Tag ? Author.Human : Author.Bot);
            now = Instant.FromUnixTimeMilliseconds(question.Now);
        }

        public bool Decide() => Edition.Decide(in thread, standing, in request, now).Accepted;

        public Decision Explain() => Edition.Explain(in thread, standing, in request, now);
    }
}
