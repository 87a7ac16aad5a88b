namespace Parley.Storage;

/// <summary>How far a stream is on disk, and who waits for more. Nobody polls.</summary>
internal sealed class CommitSignal
{
    private readonly Lock gate = new();
    private long committed;
    private bool closed;
    private TaskCompletionSource? waiters;

    public long Committed => Volatile.Read(ref committed);

    /// <summary>Moves forward and wakes everyone who waits.</summary>
    public void Advance(long seq)
    {
        TaskCompletionSource? woken;
        lock (gate)
        {
            Volatile.Write(ref committed, seq);
            (woken, waiters) = (waiters, null);
        }

        woken?.TrySetResult();
    }

    public async Task WaitBeyond(long after, CancellationToken cancel)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (committed > after) return;
                ObjectDisposedException.ThrowIf(closed, typeof(IJournal));
                waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                more = waiters.Task;
            }

            await more.WaitAsync(cancel);
        }
    }

    /// <summary>Nothing more will come: those who wait get <see cref="ObjectDisposedException"/>.</summary>
    public void Close()
    {
        TaskCompletionSource? woken;
        lock (gate)
        {
            closed = true;
            (woken, waiters) = (waiters, null);
        }

        woken?.TrySetResult();
    }
}
