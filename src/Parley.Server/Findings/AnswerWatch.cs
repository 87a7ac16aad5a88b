using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Rules;
using Parley.Server.Acts;
using Parley.Server.Clock;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Findings;

/// <summary>
/// The reader of the journal that waits for the answers automated apps owe. An input falls due the moment the kernel
/// would call it late; if nothing was answered by then, a row of the thread tells so.
/// </summary>
/// <remarks>
/// An act that is told so long afterwards that nobody could have answered it in time is owed nothing.
/// <para>
/// Its place in a stream is the last row up to which every input is judged, so that a restart takes up the open ones. A
/// store that it never read begins at its end: who owed what in the past is not known any more.
/// </para>
/// INVARIANT: everything committed is read before an input is judged or a due instant told, so an input that a row
/// calls unanswered already is not judged again.
/// </remarks>
internal sealed class AnswerWatch : IHostedService, IDueSource, IDisposable
{
    private const int RowsAtOnce = 1024;
    private const int JudgedAtOnce = 256;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IStore store;
    private readonly WorldDirectory world;
    private readonly IShards shards;
    private readonly IPlatformClock clock;
    private readonly ILogger<AnswerWatch> logger;
    private readonly Lock gate = new();
    private readonly OpenInputs open = new();
    private readonly CancellationTokenSource stop = new();
    private readonly long[] read;
    private readonly long[] saved;
    private Moment told = Moment.Never;
    private Task running = Task.CompletedTask;

    /// <summary>Over a store; it reads from <see cref="StartAsync"/> on.</summary>
    public AnswerWatch(
        IStore store, WorldDirectory world, IShards shards, IPlatformClock clock, ILogger<AnswerWatch> logger)
    {
        (this.store, this.world, this.shards, this.clock, this.logger) = (store, world, shards, clock, logger);
        read = new long[store.Journal.Streams];
        saved = new long[store.Journal.Streams];
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public string Name => "answers owed";

    /// <inheritdoc/>
    public bool IsAStop => false;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        for (var stream = 0; stream < read.Length; stream++)
        {
            var known = store.Violations.Position(JournalReader.Answers, stream);
            read[stream] = known ?? store.Journal.Committed(stream);
            saved[stream] = known ?? -1;
        }

        // What is read now was told before the last end, in time: only what is read later may have been told too late.
        CatchUp(Moment.Never);
        Save();
        world.Changing += ReadOldWorld;
        running = Task.WhenAll(Enumerable.Range(0, read.Length).Select(stream => Task.Run(() => Follow(stream))));
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        world.Changing -= ReadOldWorld;
        await stop.CancelAsync();
        await running;
        Save();
    }

    /// <inheritdoc/>
    public Instant? NextDue()
    {
        CatchUp();
        lock (gate) return (told = open.NextDue).ToInstant();
    }

    /// <inheritdoc/>
    public async Task Fire(Instant now, CancellationToken cancel)
    {
        var moment = Moment.Of(now);
        CatchUp();
        while (Taken(moment) is { Count: > 0 } due)
        {
            try
            {
                await Task.WhenAll(due.Select(input => Judge(input, moment)));
            }
            finally
            {
                lock (gate)
                {
                    foreach (var input in due.Where(one => !one.Settled)) open.Wait(input);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private List<OpenInput> Taken(Moment now)
    {
        lock (gate) return open.TakeDue(now, JudgedAtOnce);
    }

    private async Task Judge(OpenInput input, Moment now)
    {
        if (world.Page(input.Thread.Page) is not null
            && await shards.Look(input.Thread) is { } view
            && ThirtySeconds.Judge(input.At, getStarted: false, AnswerTo(input, view), now) is { } finding)
            await shards.Act(input.Thread, Telling(input, finding, now));
        lock (gate) open.Settle(input.Stream, input.Seq);
    }

    // The newest message says enough where it came in time; else one before it may have.
    private Moment AnswerTo(OpenInput input, ThreadView view)
    {
        var last = view.State.LastPageMessage;
        if (last < input.At) return Moment.Never;
        if (ThirtySeconds.Judge(input.At, getStarted: false, last, last) is null) return last;
        var first = last;
        foreach (var row in store.Journal.NewestFirst(view.Shard, view.Head, RowsAtOnce))
        {
            if (row.Seq <= input.Seq) break;
            if (row.Kind is EventKind.Sent && row.At >= input.At && row.At < first) first = row.At;
        }

        return first;
    }

    private ActCommand Telling(OpenInput input, Finding finding, Moment now)
    {
        var body = new UnansweredBody
        {
            Row = input.Seq,
            Since = input.At.Milliseconds,
            App = input.App,
            Edition = world.EditionOf(input.Thread.Page, now.ToInstant()!.Value).Name,
            Findings = [FindingBodies.Of(finding)],
        };
        return new ActCommand
        {
            Kind = EventKind.Unanswered,
            Channel = input.Channel,
            Body = JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.UnansweredBody),
            Refusal = state => AnsweredMeanwhile(input, in state) ? "it was answered in time" : null,
        };
    }

    private static bool AnsweredMeanwhile(OpenInput input, in ThreadState state) =>
        state.LastPageMessage >= input.At
        && ThirtySeconds.Judge(input.At, getStarted: false, state.LastPageMessage, state.LastPageMessage) is null;

    private async Task Follow(int stream)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await store.Journal.WaitBeyond(stream, Volatile.Read(ref read[stream]), stop.Token);
                CatchUp();
                Save();
                TellEarlier();
                await Task.Delay(Pause, stop.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (StoreException failure)
            {
                logger.ReadingFailed(failure, Name);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private void TellEarlier()
    {
        lock (gate)
        {
            if (open.NextDue is not { Happened: true } next || (told.Happened && told <= next)) return;
            told = next;
        }

        Changed?.Invoke();
    }

    // What was said before the world changed is owed by whoever owed it then.
    private void ReadOldWorld()
    {
        try
        {
            CatchUp();
        }
        catch (Exception failure) when (failure is StoreException or ObjectDisposedException)
        {
            logger.ReadingFailed(failure, Name);
        }
    }

    private void CatchUp() => CatchUp(Moment.Of(clock.GetCurrentInstant()));

    private void CatchUp(Moment now)
    {
        lock (gate)
        {
            for (var stream = 0; stream < read.Length; stream++)
            {
                var through = store.Journal.Committed(stream);
                while (read[stream] < through)
                {
                    var rows = store.Journal.ReadOf(stream, RowFilter.Inputs, read[stream], through, RowsAtOnce);
                    foreach (var row in rows) Take(row, stream, now);
                    Volatile.Write(ref read[stream], rows.Count < RowsAtOnce ? through : rows[^1].Seq);
                }
            }
        }
    }

    private void Take(StoredEvent row, int stream, Moment now)
    {
        if (row.Kind is EventKind.Unanswered)
        {
            open.Settle(stream, Stored.Unanswered(row).Row);
            return;
        }

        var dueAt = ThirtySeconds.LateFrom(row.At, IsGetStarted(row));
        if (dueAt.Happened && dueAt >= now && OwingApp(row) is { } app)
            open.Add(new OpenInput(row, stream, app, dueAt));
    }

    // Whoever the person speaks to: of a thread that an app controls, that app alone.
    private long? OwingApp(StoredEvent row)
    {
        if (row.Owner != 0) return Owes(row.Owner) ? row.Owner : null;
        foreach (var install in world.InstallsOf(row.Thread.Page))
        {
            if (Owes(install.App)) return install.App;
        }

        return null;
    }

    private bool Owes(long app) =>
        world.App(app) is { } known && ThirtySeconds.Owes(known.Automated, known.Bot);

    private static bool IsGetStarted(StoredEvent row) =>
        row.Kind is EventKind.Postback
        && Stored.Postback(row) is { Source: null } tap
        && tap.Title == TapGetStarted.Title;

    private void Save()
    {
        lock (gate)
        {
            var moved = new List<StreamPosition>();
            for (var stream = 0; stream < read.Length; stream++)
            {
                var settled = open.SettledUpTo(stream, read[stream]);
                if (settled != saved[stream]) moved.Add(new StreamPosition(stream, settled));
            }

            if (moved.Count == 0) return;
            store.Violations.Save(JournalReader.Answers, moved);
            foreach (var position in moved) saved[position.Stream] = position.Seq;
        }
    }
}
