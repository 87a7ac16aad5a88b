using System.Buffers;
using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;
using Parley.Policy;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Shards;

/// <summary>
/// A fixed slice of all threads and the only writer of each: one request at a time judges, steps the state and appends,
/// which takes a microsecond or two, and waits for the commit outside the lock.
/// </summary>
/// <remarks>
/// INVARIANT: state may run ahead of the disk, answers never do. Whatever is told to anybody rests on rows committed
/// before.
/// </remarks>
/// <param name="number">Which slice.</param>
/// <param name="bound">How many threads stay hot before idle ones leave.</param>
/// <param name="context">What all shards share.</param>
internal sealed partial class Shard(int number, int bound, ShardContext context)
{
    private const int RoomyBuffer = 1 << 16;

    private readonly Lock gate = new();
    private readonly HotTable hot = new(bound);
    private readonly Dictionary<ThreadKey, TaskCompletionSource> loading = [];
    private readonly IJournal journal = context.Journal;
    private readonly int stream = context.Journal.StreamOf(number);
    private List<ThreadKey> dirty = [];
    private ArrayBufferWriter<byte> buffer = new();
    private Task lastCommit = Task.CompletedTask;

    /// <summary>Judges a send and, if accepted, makes it happen.</summary>
    public ValueTask<SendResult> Send(ThreadKey thread, SendCommand command)
    {
        if (!TrySend(thread, command, out var result, out var commit)) return SendOnceHot(thread, command);
        return commit.IsCompletedSuccessfully ? new(result) : After(commit, result);
    }

    /// <summary>Makes an act of a person happen, unless it cannot.</summary>
    public async ValueTask<ActResult> Act(ThreadKey thread, ActCommand command)
    {
        ActResult result;
        Task commit;
        while (!TryAct(thread, command, out result, out commit)) await Warm(thread);
        await commit;
        return result;
    }

    /// <summary>A thread as it stands on disk, or null if nothing ever happened in it.</summary>
    public async ValueTask<ThreadView?> Look(ThreadKey thread)
    {
        while (true)
        {
            if (!TryLook(thread, out var view, out var commit))
            {
                await Warm(thread);
                continue;
            }

            try
            {
                await commit;
                return view;
            }
            catch (CommitFailedException)
            {
                // What was seen never happened: look again at what did.
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<SendResult> After(Task commit, SendResult result)
    {
        await commit;
        return result;
    }

    private async ValueTask<SendResult> SendOnceHot(ThreadKey thread, SendCommand command)
    {
        SendResult result;
        Task commit;
        do await Warm(thread);
        while (!TrySend(thread, command, out result, out commit));
        await commit;
        return result;
    }

    private bool TrySend(ThreadKey thread, SendCommand command, out SendResult result, out Task commit)
    {
        (result, commit) = (default, Task.CompletedTask);
        lock (gate)
        {
            if (!TryEnter(thread, out var place, out var generation, out var committed)) return false;
            ref var entry = ref hot[place];
            var at = Moment.Later(Moment.Of(command.At), entry.State.LastEvent);
            var now = at.ToInstant()!.Value;
            var request = command.Request;
            var outcome = command.Edition.Decide(in entry.State, command.Standing, in request, now);
            if (outcome.Accepted)
            {
                var kind = request.Kind is SendKind.Message ? EventKind.Sent : EventKind.SenderAction;
                if (!TryTakeControl(ref entry, generation, command, at)) return false;
                var body = Written(command.Body, in outcome);
                var owner = Routing.ListenerOf(in entry.State, command.Standing.DefaultApp, at);
                if (!TryAppend(ref entry, generation, kind, at, body, out var seq, owner: owner)) return false;
                if (request.Kind is SendKind.Message)
                {
                    var wrote = new ThreadEvent.PageWrote(now, request, outcome.Lane);
                    entry.State = ThreadState.Evolve(in entry.State, wrote);
                }

                if (command.Then is { } then
                    && !TryControl(ref entry, generation, in then, command.Standing, at, null, out _, out _))
                    return false;
                (result, commit) = (new SendResult(outcome, number, seq, null), lastCommit);
                return true;
            }

            // A refusal tells what it rests on, so it waits for that; its own row is not waited for.
            if (entry.Head > committed) commit = lastCommit;
            var decision = command.Edition.Explain(in entry.State, command.Standing, in request, now);
            var row = 0L;
            if (context.KeepRefusals
                && entry.State.Known
                && !TryAppend(ref entry, generation, EventKind.Refused, at, Written(command.Body, in outcome), out row))
                return false;
            result = new SendResult(outcome, number, row, decision);
            return true;
        }
    }

    private bool TryAct(ThreadKey thread, ActCommand command, out ActResult result, out Task commit)
    {
        (result, commit) = (default, Task.CompletedTask);
        lock (gate)
        {
            if (!TryEnter(thread, out var place, out var generation, out var committed)) return false;
            ref var entry = ref hot[place];
            var at = command.At is { } asked
                ? Moment.Of(asked)
                : Moment.Later(Moment.Of(context.Clock.GetCurrentInstant()), entry.State.LastEvent);
            if ((TooEarly(at, entry.State.LastEvent) ?? command.Refusal(entry.State)) is { } refusal)
            {
                if (entry.Head > committed) commit = lastCommit;
                result = new ActResult(refusal, number, 0, at.ToInstant()!.Value);
                return true;
            }

            if (command.Place is { } whereabouts
                && whereabouts != entry.State.Place
                && !TryPlace(ref entry, generation, whereabouts, at, command.Channel))
                return false;
            var defaultApp = context.DefaultAppOf(thread.Page);
            if (!TryAssign(ref entry, generation, command, defaultApp, at)) return false;
            var body = command.Body.Span;
            var owner = Routing.ListenerOf(in entry.State, defaultApp, at);
            if (!TryAppend(ref entry, generation, command.Kind, at, body, out var seq, command.Channel, owner))
                return false;
            var happened = StoredEvents.ToThreadEvent(command.Kind, command.Channel, at, body, seq);
            if (happened is not null) entry.State = ThreadState.Evolve(in entry.State, happened);
            (result, commit) = (new ActResult(null, number, seq, at.ToInstant()!.Value), lastCommit);
            return true;
        }
    }

    private bool TryPlace(ref HotThread entry, int generation, Place place, Moment at, Channel channel)
    {
        if (!TryAppend(ref entry, generation, EventKind.Placed, at, Whereabouts.Body(place), out _, channel))
            return false;
        var placed = new ThreadEvent.PersonPlaced(at.ToInstant()!.Value, channel, place);
        entry.State = ThreadState.Evolve(in entry.State, placed);
        return true;
    }

    private bool TryLook(ThreadKey thread, out ThreadView? view, out Task commit)
    {
        (view, commit) = (null, Task.CompletedTask);
        lock (gate)
        {
            if (!TryEnter(thread, out var place, out _, out var committed)) return false;
            ref var entry = ref hot[place];
            if (entry.Head > 0) view = new ThreadView(thread, number, entry.Head, entry.State);
            if (entry.Head > committed) commit = lastCommit;
            return true;
        }
    }

    // INVARIANT: `committed` is read before the generation is compared. While the generation stands, no number at or
    // below it belongs to a row that failed.
    private bool TryEnter(ThreadKey thread, out int place, out int generation, out long committed)
    {
        place = -1;
        committed = journal.Committed(stream);
        generation = context.Generation;
        if (generation != journal.Generation) return false;
        place = hot.Find(thread);
        return place >= 0;
    }

    // False if a commit failed meanwhile: nothing was appended, and the caller's picture is out of date.
    private bool TryAppend(
        ref HotThread entry,
        int generation,
        EventKind kind,
        Moment at,
        ReadOnlySpan<byte> body,
        out long seq,
        Channel? channel = null,
        long owner = 0)
    {
        try
        {
            var on = channel ?? entry.State.Channel;
            var row = new NewEvent(number, entry.Thread, on, entry.Head, at, kind, body, owner);
            var appended = journal.Append(generation, in row);
            (seq, entry.Head, lastCommit) = (appended.Seq, appended.Seq, appended.Commit);
        }
        catch (StaleGenerationException)
        {
            seq = 0;
            return false;
        }

        Queue(ref entry);
        return true;
    }

    private ReadOnlySpan<byte> Written(ISendBody body, in Outcome outcome)
    {
        if (buffer.Capacity > RoomyBuffer) buffer = new ArrayBufferWriter<byte>();
        buffer.ResetWrittenCount();
        body.Write(buffer, in outcome);
        return buffer.WrittenSpan;
    }

    private void Queue(ref HotThread entry)
    {
        if (entry.Queued) return;
        entry.Queued = true;
        dirty.Add(entry.Thread);
    }

    private static string? TooEarly(Moment at, Moment last) =>
        at >= last
            ? null
            : $"`at` is {Show(at)}, before the thread's last event ({Show(last)}): leave it out or choose a later one";

    private static string Show(Moment moment) =>
        InstantPattern.ExtendedIso.Format(moment.ToInstant() ?? Instant.MinValue);
}
