using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;

namespace Parley.Bench;

/// <summary>The kernel's three doors, on a thread in which everything has happened that its state can hold.</summary>
[MemoryDiagnoser]
public class KernelBench
{
    private static readonly Instant Noon = Instant.FromUtc(2021, 10, 6, 12, 0);
    private static readonly Edition Edition = EditionCatalogue.Default;
    private static readonly Standing Standing = new(Mode.Emulate, FrozenSet.Create(HumanAgent.Feature));
    private static readonly ThreadEvent Wrote =
        new ThreadEvent.PersonActed(Noon + Duration.FromHours(1), Channel.Messenger, PersonAct.Message);

    private readonly ThreadState thread = Thread();
    private readonly SendRequest answer =
        new(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);

    private readonly SendRequest human =
        new(Channel.Messenger, SendKind.Message, MessagingType.MessageTag, HumanAgent.Tag, Author.Human);

    [Benchmark(Baseline = true, Description = "Decide: accepted in the window")]
    public bool Accepted() => Edition.Decide(in thread, Standing, in answer, Noon).Accepted;

    [Benchmark(Description = "Decide: refused, outside the window")]
    public bool Refused() => Edition.Decide(in thread, Standing, in answer, Noon + Duration.FromHours(25)).Accepted;

    [Benchmark(Description = "Decide: accepted for a human agent")]
    public bool HumanAnswered() => Edition.Decide(in thread, Standing, in human, Noon + Duration.FromDays(6)).Accepted;

    [Benchmark(Description = "Explain: every lane")]
    public Decision Explained() => Edition.Explain(in thread, Standing, in answer, Noon + Duration.FromHours(25));

    [Benchmark(Description = "Evolve: a message")]
    public Moment Evolved() => ThreadState.Evolve(in thread, Wrote).LastEvent;

    private static ThreadState Thread()
    {
        var state = ThreadState.Empty;
        foreach (var act in Enum.GetValues<PersonAct>())
            state = ThreadState.Evolve(in state, new ThreadEvent.PersonActed(Noon, Channel.Messenger, act));
        var wrote = new SendRequest(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);
        return ThreadState.Evolve(in state, new ThreadEvent.PageWrote(Noon, wrote, StandardWindow.LaneName));
    }
}
