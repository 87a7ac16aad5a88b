using System.Buffers;
using Microsoft.Data.Sqlite;
using Parley.Policy;

namespace Parley.Storage.Sqlite;

/// <summary>
/// What is committed together: rows, with their bodies copied into one buffer, and changes of the world. Groups are
/// reused; only the promise is made anew.
/// </summary>
internal sealed class CommitGroup
{
    // One giant group must not keep its memory for ever.
    private const int MostBytesKept = 1 << 20;

    private readonly List<Row> rows = [];
    private readonly List<Action<SqliteConnection>> changes = [];
    private byte[] bodies = ArrayPool<byte>.Shared.Rent(1 << 14);
    private int used;
    private TaskCompletionSource promise = NewPromise();

    public Task Promise => promise.Task;

    public bool Empty => rows.Count == 0 && changes.Count == 0;

    public List<Row> Rows => rows;

    public List<Action<SqliteConnection>> Changes => changes;

    /// <summary>How many bytes of bodies it holds.</summary>
    public int BodyBytes => used;

    public void Add(long seq, in NewEvent row)
    {
        Reserve(row.Body.Length);
        row.Body.CopyTo(bodies.AsSpan(used));
        rows.Add(new Row(
            seq, row.Shard, row.Thread, row.Channel, row.Prev, row.At, row.Kind, used, row.Body.Length, row.Owner));
        used += row.Body.Length;
    }

    public void Add(Action<SqliteConnection> change) => changes.Add(change);

    public ReadOnlySpan<byte> BodyOf(in Row row) => bodies.AsSpan(row.BodyStart, row.BodyLength);

    /// <summary>Tells everyone who waits, and forgets everything.</summary>
    public void Complete(CommitFailedException? failure)
    {
        var told = promise;
        promise = NewPromise();
        rows.Clear();
        changes.Clear();
        used = 0;
        if (bodies.Length > MostBytesKept)
        {
            ArrayPool<byte>.Shared.Return(bodies);
            bodies = ArrayPool<byte>.Shared.Rent(1 << 14);
        }

        ThreadPool.UnsafeQueueUserWorkItem(new Telling(told, failure), preferLocal: false);
    }

    private static TaskCompletionSource NewPromise() => new();

    private void Reserve(int more)
    {
        if (bodies.Length - used >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bodies.Length * 2, used + more));
        bodies.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bodies);
        bodies = larger;
    }

    /// <summary>
    /// All who wait hear of it one after the other on one thread of the pool: waking a thread for each of them costs
    /// more than what most of them do, which is to write an answer and wait for the next request.
    /// </summary>
    private sealed class Telling(TaskCompletionSource told, CommitFailedException? failure) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            if (failure is null) told.SetResult();
            else told.SetException(failure);
        }
    }

    internal readonly record struct Row(
        long Seq,
        int Shard,
        ThreadKey Thread,
        Channel Channel,
        long Prev,
        Moment At,
        EventKind Kind,
        int BodyStart,
        int BodyLength,
        long Owner);
}
