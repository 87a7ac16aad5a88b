using NodaTime;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>
/// Everything owed to one app. Deliveries of a thread are made one after the other, those of different threads side by
/// side; a delivery that failed or hangs is parked with all that stands behind it, so that nothing else waits for it.
/// </summary>
/// <remarks>
/// Thread-safe: one lock, held for memory only.
/// INVARIANT: everything owed is in a line and also in the store's parked deliveries or above its stream's position.
/// </remarks>
internal sealed partial class AppOutbox : IDisposable
{
    /// <summary>How many rows of a stream may wait for their deliveries before reading pauses.</summary>
    public const int MostUnsettled = 4096;

    private const long AbortedPauseMilliseconds = 2000;

    private readonly Lock gate = new();
    private readonly DeliveryTools tools;
    private readonly RetrySchedule schedule;
    private readonly AttemptWriter attempts;
    private readonly LineBoard board = new();
    private readonly Crew crew;
    private readonly Dictionary<int, ReadWindow> windows;
    private readonly Hearing hearing;
    private readonly Unsaved unsaved;
    private readonly OutageBook outages;
    private TaskCompletionSource? idle;
    private TaskCompletionSource? room;
    private bool closed;

    public AppOutbox(long app, IEnumerable<StreamPosition> positions, DeliveryTools tools)
    {
        (App, this.tools) = (app, tools);
        schedule = new RetrySchedule(tools.Options);
        attempts = new AttemptWriter(tools.Options, schedule);
        crew = new Crew(tools.Options, () => new Courier(this, tools));
        hearing = new Hearing(app, tools.World);
        unsaved = new Unsaved(app);
        outages = new OutageBook(app, new OutageRule(tools.Options), unsaved);
        windows = positions.ToDictionary(one => one.Stream, one => new ReadWindow(one.Stream, one.Seq));
    }

    /// <summary>Raised, outside the lock, when there is something to write down.</summary>
    public event Action? Dirty;

    /// <summary>Raised, outside the lock, when something may fall due earlier than before.</summary>
    public event Action? DueChanged;

    /// <summary>The receiver.</summary>
    public long App { get; }

    /// <summary>Puts back what was written down before a restart: this app's alone, in any order.</summary>
    public void Load(IEnumerable<ParkedDelivery> parked, IEnumerable<Outage> standing)
    {
        lock (gate)
        {
            foreach (var outage in standing) outages.Load(outage);
            foreach (var one in parked.OrderBy(one => one.Stream).ThenBy(one => one.Seq).ThenBy(one => one.Part))
            {
                var line = board.Of(one.Thread);
                line.Add(new Owed(new DeliveryId(App, one.Stream, one.Seq, one.Part), row: null, content: null));
                if (line.Count > 1) continue;
                (line.Attempts, line.FirstAt) = (one.Attempts, one.FirstAt);
                board.WaitUntil(line, one.DueAt);
            }
        }
    }

    /// <summary>Takes in the next rows of a stream, ascending.</summary>
    public void Accept(int stream, IReadOnlyList<StoredEvent> rows)
    {
        lock (gate)
        {
            var window = windows[stream];
            foreach (var row in rows) Accept(window, row);
            crew.Recruit(board.Ready);
        }

        Dirty?.Invoke();
    }

    /// <summary>Completes when a stream may be read on.</summary>
    public Task Room(int stream)
    {
        lock (gate)
        {
            if (windows[stream].Unsettled < MostUnsettled || closed) return Task.CompletedTask;
            room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return room.Task;
        }
    }

    /// <summary>Gives a courier what is ready; false = there is nothing for it, it goes home.</summary>
    public bool Take(Courier courier)
    {
        lock (gate)
        {
            if (crew.Place(courier) && !closed && board.TryTake(out var line))
            {
                if (tools.Options.Chaos.Swaps(line.Head.Id)) line.Swap();
                courier.Begin(line);
                crew.SetOut(courier);
                return true;
            }

            crew.Rest(courier);
            if (crew.Busy) return false;
            idle?.TrySetResult();
            idle = null;
            return false;
        }
    }

    /// <summary>A courier is back.</summary>
    public void Done(Courier courier, in Outcome outcome)
    {
        var earlier = false;
        lock (gate)
        {
            crew.Back(courier);
            if (courier.Line.State is LineState.Dropped)
                WriteLate(courier, outcome);
            else
                earlier = Judge(courier.Line, outcome);
            MakeRoom();
        }

        if (earlier) DueChanged?.Invoke();
    }

    /// <summary>
    /// Parks what has been under way for long, so that others get its place and the position moves on.
    /// </summary>
    /// <returns>Whether anything is under way at all.</returns>
    public bool ParkHanging()
    {
        lock (gate)
        {
            var now = Moment.Of(tools.Clock.GetCurrentInstant());
            while (crew.NextHanging() is { } courier)
            {
                if (courier.Line.State is LineState.UnderWay) Park(courier.Line, now);
            }

            MakeRoom();
            crew.Recruit(board.Ready);
            return crew.Busy;
        }
    }

    /// <summary>When something falls due next, or null.</summary>
    public Instant? NextDue()
    {
        lock (gate)
        {
            var retry = board.NextDue().ToInstant();
            var outage = outages.NextAt();
            return retry is null || outage < retry ? outage : retry;
        }
    }

    /// <summary>Whether anything is under way, or about to be: rows not read yet count.</summary>
    public bool Moving
    {
        get
        {
            lock (gate)
            {
                if (crew.Busy || board.Ready > 0) return true;
                foreach (var window in windows.Values)
                {
                    if (window.Read < tools.Journal.Committed(window.Stream)) return true;
                }

                return false;
            }
        }
    }

    /// <summary>Completes when nothing is under way and nothing ready.</summary>
    public Task WhenIdle()
    {
        lock (gate) return Idle();
    }

    /// <summary>Tries again what is due.</summary>
    public void Wake(Instant now)
    {
        lock (gate)
        {
            while (board.TryTakeDue(now, out var line)) board.MakeReady(line);
            crew.Recruit(board.Ready);
        }

        Dirty?.Invoke();
    }

    /// <summary>Tries the line of a delivery at once, if the delivery is still owed.</summary>
    /// <returns>Completes when the line rests; null if the delivery is not in one.</returns>
    public Task? Hurry(ThreadKey thread, DeliveryId id)
    {
        var round = new Round();
        lock (gate)
        {
            if (!board.TryFind(thread, out var line) || line.All.All(one => one.Id != id)) return null;
            line.Await(round);
            if (line.State is LineState.Waiting) board.MakeReady(line);
            crew.Recruit(board.Ready);
        }

        Dirty?.Invoke();
        round.Signal();
        return round.Done;
    }

    /// <summary>Raises alerts, and drops what is owed of pages the app has failed for too long.</summary>
    /// <returns>The pages the app is to be unsubscribed from; they are silent until <see cref="Unsilence"/>.</returns>
    public IReadOnlyList<PageId> JudgeOutages(Instant now)
    {
        IReadOnlyList<PageId> pages;
        lock (gate)
        {
            pages = outages.Judge(now);
            foreach (var page in pages)
            {
                hearing.Silence(page);
                Drop(line => line.Thread.Page == page, now, OutageBook.Disabled);
            }
        }

        Dirty?.Invoke();
        return pages;
    }

    /// <summary>The world knows by now that the app was unsubscribed.</summary>
    public void Unsilence(PageId page)
    {
        lock (gate) hearing.Unsilence(page);
    }

    /// <summary>Subscriptions changed.</summary>
    public void Forget()
    {
        lock (gate) hearing.Forget();
    }

    /// <summary>The app wants nothing any more: everything owed is dropped.</summary>
    public void DropAll(Instant now, string why)
    {
        lock (gate)
        {
            Drop(_ => true, now, why);
            outages.Clear();
        }
    }

    /// <summary>What stands behind a failed delivery of its thread, by page, person and number.</summary>
    public IReadOnlyList<(ThreadKey Thread, DeliveryId Id)> Waiting()
    {
        lock (gate)
        {
            return
            [
                .. board.All.Where(line => line.Head.Parked)
                    .OrderBy(line => line.Thread.Page.Value).ThenBy(line => line.Thread.Person.Value)
                    .SelectMany(line => line.All.Skip(1).Select(one => (line.Thread, one.Id))),
            ];
        }
    }

    /// <summary>What changed since the last time, or null.</summary>
    public DeliveryChanges? Collect()
    {
        lock (gate)
        {
            var moved = new List<(long, StreamPosition)>();
            foreach (var window in windows.Values)
            {
                if (window.TryMove(out var seq)) moved.Add((App, new StreamPosition(window.Stream, seq)));
            }

            return moved.Count == 0 && unsaved.Nothing ? null : unsaved.Collect(moved);
        }
    }

    /// <summary>Begins nothing any more. Completes when nothing is under way.</summary>
    public Task Close()
    {
        lock (gate)
        {
            closed = true;
            room?.TrySetResult();
            return Idle();
        }
    }

    /// <summary>Breaks off what is under way; it stays owed.</summary>
    public void Abort()
    {
        Courier[] all;
        lock (gate) all = [.. crew.All];
        foreach (var courier in all) courier.Abort();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var courier in crew.All) courier.Dispose();
    }
}
