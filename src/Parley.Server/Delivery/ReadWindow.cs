namespace Parley.Server.Delivery;

/// <summary>
/// How far an app was served in one stream: rows taken in, and up to which of them everything owed is done or parked.
/// </summary>
/// <remarks>Not thread-safe; its outbox guards it.</remarks>
internal sealed class ReadWindow(int stream, long position)
{
    private readonly Queue<OwedRow> unsettled = [];
    private OwedRow? last;
    private long told = -1;

    /// <summary>The stream.</summary>
    public int Stream { get; } = stream;

    /// <summary>The last row taken in.</summary>
    public long Read { get; private set; } = position;

    /// <summary>INVARIANT: every row at or below it is delivered, parked or owes nothing.</summary>
    public long Settled { get; private set; } = position;

    /// <summary>Where it is settled to, if that moved since the last time.</summary>
    public bool TryMove(out long seq)
    {
        seq = Settled;
        if (told == Settled) return false;
        told = Settled;
        return true;
    }

    /// <summary>How many rows wait for their deliveries.</summary>
    public int Unsettled => unsettled.Count;

    /// <summary>Takes in a row that owes nothing.</summary>
    public void Pass(long seq)
    {
        Read = seq;
        if (last is not null && unsettled.Count > 0) last.Through = seq;
        else Settled = seq;
    }

    /// <summary>Takes in a row that owes deliveries.</summary>
    public OwedRow Take(long seq, int owed)
    {
        Read = seq;
        last = new OwedRow(this) { Through = seq, Owed = owed };
        unsettled.Enqueue(last);
        return last;
    }

    /// <summary>One delivery of a row is done or parked.</summary>
    public void Settle(OwedRow row)
    {
        row.Owed--;
        while (unsettled.TryPeek(out var first) && first.Owed == 0)
        {
            Settled = first.Through;
            unsettled.Dequeue();
        }
    }
}

/// <summary>A row whose deliveries are under way.</summary>
internal sealed class OwedRow(ReadWindow window)
{
    /// <summary>Where it belongs.</summary>
    public ReadWindow Window { get; } = window;

    /// <summary>The last row that counts as done with it: those behind it that owe nothing.</summary>
    public long Through { get; set; }

    /// <summary>Deliveries that are neither done nor parked.</summary>
    public int Owed { get; set; }
}
