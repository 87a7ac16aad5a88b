using System.Diagnostics;
using NodaTime;
using Parley.Policy;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>What follows from what; everything here runs under the outbox's lock.</summary>
internal sealed partial class AppOutbox
{
    private Task Idle()
    {
        if (!crew.Busy) return Task.CompletedTask;
        idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return idle.Task;
    }

    // Its line was dropped while it was under way: what the receiver did is kept, and has no consequences.
    private void WriteLate(Courier courier, in Outcome outcome)
    {
        if (outcome.Kind is not OutcomeKind.Answered) return;
        var state = schedule.Taken(outcome.Result) ? DeliveryState.Delivered : DeliveryState.Dropped;
        unsaved.Add(attempts.Of(courier.Owed.Id, courier.Line.Thread, 1, outcome, state, null));
    }

    private void Accept(ReadWindow window, StoredEvent row)
    {
        var parts = OwedEvents.PartsOf(row.Kind, row.Channel);
        var heard = 0;
        for (var part = 0; part < parts.Length; part++)
        {
            if (Hears(row, parts[part])) heard++;
        }

        if (heard == 0)
        {
            window.Pass(row.Seq);
            return;
        }

        var line = board.Of(row.Thread);
        var taken = window.Take(row.Seq, heard);
        for (var part = 0; part < parts.Length; part++)
        {
            if (Hears(row, parts[part]))
                Join(line, new Owed(new DeliveryId(App, window.Stream, row.Seq, part), taken, row));
        }
    }

    private bool Hears(StoredEvent row, WebhookKind kind) =>
        Audience.KindFor(row, kind, App) is { } told && hearing.Hears(row.Thread.Page, row.Channel, told);

    private void Join(ThreadLine line, Owed owed)
    {
        if (line.Tail is { } tail && tail.IsAtOrAfter(owed.Id))
        {
            // Read again after a restart: it is parked already, or was done before one that is.
            owed.Settle();
            return;
        }

        var behindParked = line.Tail is { Parked: true };
        line.Add(owed);
        if (line.Count == 1) board.MakeReady(line);
        else if (behindParked) ParkFollower(line, owed);
    }

    /// <returns>Whether something may fall due earlier than before.</returns>
    private bool Judge(ThreadLine line, in Outcome outcome)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Answered when !schedule.Taken(outcome.Result):
                return Fail(line, outcome);
            case OutcomeKind.Answered:
                outages.Over(line.Thread.Page);
                Finish(line, outcome, DeliveryState.Delivered);
                return false;
            case OutcomeKind.Dropped:
                Finish(line, outcome, DeliveryState.Dropped);
                return false;
            case OutcomeKind.Nothing:
                Advance(line);
                return false;
            case OutcomeKind.Aborted:
                board.WaitUntil(line, Moment.Of(outcome.At).Plus(AbortedPauseMilliseconds));
                line.Rest();
                return true;
            default:
                throw new UnreachableException();
        }
    }

    private bool Fail(ThreadLine line, in Outcome outcome)
    {
        var now = tools.Clock.GetCurrentInstant();
        line.Attempts++;
        if (!line.FirstAt.Happened) line.FirstAt = Moment.Of(outcome.At);
        var began = outages.Failed(line.Thread.Page, now);
        var next = schedule.After(line.Attempts, outcome.Result, now) ?? now;
        unsaved.Add(attempts.Of(line.Head.Id, line.Thread, line.Attempts, outcome, DeliveryState.Retrying, next));
        if (next <= now)
        {
            board.MakeReady(line);
            return began;
        }

        board.WaitUntil(line, Moment.Of(next));
        Park(line, line.DueAt);
        line.Rest();
        return true;
    }

    private void Finish(ThreadLine line, in Outcome outcome, string state)
    {
        unsaved.Add(attempts.Of(line.Head.Id, line.Thread, line.Attempts + 1, outcome, state, null));
        Advance(line);
    }

    private void Advance(ThreadLine line)
    {
        Settle(line.Next());
        if (line.Count > 0)
        {
            board.MakeReady(line);
            return;
        }

        board.Remove(line);
        line.Rest();
    }

    private void Drop(Func<ThreadLine, bool> which, Instant now, string why)
    {
        foreach (var line in board.All.Where(which).ToArray())
        {
            line.State = LineState.Dropped;
            board.Remove(line);
            while (line.Count > 0)
            {
                var tries = line.Attempts;
                var owed = line.Next();
                Settle(owed);
                unsaved.Add(AttemptWriter.Dropped(owed.Id, line.Thread, tries, now, why));
            }

            line.Rest();
        }

        MakeRoom();
    }

    // Followers of a parked delivery are parked as they come, so only the first parking looks at all of them.
    private void Park(ThreadLine line, Moment dueAt)
    {
        var allParked = line.Tail is { Parked: true };
        Park(line, line.Head, line.Attempts, line.FirstAt, dueAt);
        if (allParked) return;
        foreach (var owed in line.All)
        {
            if (!owed.Parked) ParkFollower(line, owed);
        }
    }

    // It is due as soon as it stands at the head.
    private void ParkFollower(ThreadLine line, Owed owed) =>
        Park(line, owed, 0, Moment.Never, Moment.Of(tools.Clock.GetCurrentInstant()));

    private void Park(ThreadLine line, Owed owed, int tries, Moment firstAt, Moment dueAt)
    {
        var id = owed.Id;
        unsaved.Park(
            new ParkedDelivery(id.ToString(), App, line.Thread, id.Stream, id.Seq, id.Part, tries, firstAt, dueAt), id);
        owed.Park();
    }

    private void Settle(Owed owed)
    {
        if (owed.Parked) unsaved.Settle(owed.Id);
        else owed.Settle();
    }

    private void MakeRoom()
    {
        if (room is null || windows.Values.All(window => window.Unsettled > MostUnsettled / 2)) return;
        room.TrySetResult();
        room = null;
    }
}
