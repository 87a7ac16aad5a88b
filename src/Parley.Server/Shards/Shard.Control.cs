using System.Text.Json;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Shards;

// Who has a thread that several apps share: rows of their own, before or behind the row that is the reason for them.
internal sealed partial class Shard
{
    /// <summary>Judges an app's wish about control and, if granted, makes it happen.</summary>
    public async ValueTask<ControlResult> Control(ThreadKey thread, ControlCommand command)
    {
        ControlResult result;
        Task commit;
        while (!TryControl(thread, command, out result, out commit)) await Warm(thread);
        await commit;
        return result;
    }

    private bool TryControl(ThreadKey thread, ControlCommand command, out ControlResult result, out Task commit)
    {
        (result, commit) = (default, Task.CompletedTask);
        lock (gate)
        {
            if (!TryEnter(thread, out var place, out var generation, out var committed)) return false;
            ref var entry = ref hot[place];
            var at = Moment.Later(Moment.Of(command.At), entry.State.LastEvent);
            var wish = command.Wish;
            if (!TryControl(
                ref entry, generation, in wish, command.Standing, at, command.Metadata, out var verdict, out var seq))
                return false;
            if (seq > 0 || entry.Head > committed) commit = lastCommit;
            result = new ControlResult(verdict, number, seq);
            return true;
        }
    }

    private bool TryControl(
        ref HotThread entry,
        int generation,
        in ControlWish wish,
        Standing standing,
        Moment at,
        string? metadata,
        out ControlVerdict verdict,
        out long seq)
    {
        seq = 0;
        verdict = Routing.Judge(in entry.State, standing, in wish, at);
        if (verdict.Refusal is not ControlRefusal.None) return true;
        var kind = KindOf(verdict.Becomes);
        return TryControl(ref entry, generation, kind, standing.App, in verdict, at, metadata, out seq);
    }

    // A human's message takes control for an app that may: told first, so that the message is its own.
    private bool TryTakeControl(ref HotThread entry, int generation, SendCommand command, Moment at)
    {
        var request = command.Request;
        if (!Routing.TakesControl(in entry.State, command.Standing, in request, at)) return true;
        var take = new ControlWish(ControlAct.Take);
        return TryControl(ref entry, generation, in take, command.Standing, at, null, out _, out _);
    }

    // The default app has a thread from the person's word on, which is its first.
    private bool TryAssign(ref HotThread entry, int generation, ActCommand command, long defaultApp, Moment at)
    {
        if (command.Kind is not (EventKind.Message or EventKind.Postback)
            || !Routing.FallsToDefault(in entry.State, defaultApp, at))
            return true;
        var assigned = new ControlVerdict(
            ControlRefusal.None, ControlAct.Pass, 0, defaultApp, Policy.Control.Usual);
        return TryControl(
            ref entry, generation, EventKind.ControlAssigned, 0, in assigned, at, null, out _, command.Channel);
    }

    private bool TryControl(
        ref HotThread entry,
        int generation,
        EventKind kind,
        long app,
        in ControlVerdict verdict,
        Moment at,
        string? metadata,
        out long seq,
        Channel? channel = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ControlBody
            {
                App = NullIfNobody(app),
                Previous = NullIfNobody(verdict.Previous),
                Owner = NullIfNobody(verdict.Owner),
                Length = NullIfNobody((long)verdict.Length.TotalMilliseconds),
                Metadata = metadata,
            },
            StoredJson.Default.ControlBody);
        if (!TryAppend(ref entry, generation, kind, at, body, out seq, channel)) return false;
        var on = channel ?? entry.State.Channel;
        if (StoredEvents.ToThreadEvent(kind, on, at, body, seq) is { } happened)
            entry.State = ThreadState.Evolve(in entry.State, happened);
        return true;
    }

    private static long? NullIfNobody(long number) => number == 0 ? null : number;

    private static EventKind KindOf(ControlAct act) => act switch
    {
        ControlAct.Pass => EventKind.ControlPassed,
        ControlAct.Take => EventKind.ControlTaken,
        ControlAct.Request => EventKind.ControlRequested,
        ControlAct.Release => EventKind.ControlReleased,
        ControlAct.Extend => EventKind.ControlExtended,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
