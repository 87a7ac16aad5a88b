using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Parley.Load.Servers;

/// <summary>
/// A plain append-only file with grouped commits: one writer, many rows, one fsync, then all answers.
/// </summary>
internal sealed class GroupedLog : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly SafeFileHandle file;
    private readonly SemaphoreSlim work = new(0, 1);
    private readonly Task writer;
    private Group current = new();
    private bool ended;

    public GroupedLog(string path)
    {
        file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        writer = Task.Factory.StartNew(
            Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Completes once the row is on disk.</summary>
    public Task Append(ReadOnlySpan<byte> row)
    {
        lock (gate)
        {
            BinaryPrimitives.WriteInt32LittleEndian(current.Rows.GetSpan(sizeof(int)), row.Length);
            current.Rows.Advance(sizeof(int));
            current.Rows.Write(row);
            if (current.Count++ == 0) work.Release();
            return current.Done.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            ended = true;
            if (current.Count == 0) work.Release();
        }

        await writer;
        work.Dispose();
        file.Dispose();
    }

    private void Write()
    {
        var spare = new Group();
        var end = 0L;
        while (true)
        {
            work.Wait();
            Group group;
            lock (gate)
            {
                (group, current) = (current, spare);
                if (ended && group.Count == 0) return;
            }

            RandomAccess.Write(file, group.Rows.WrittenSpan, end);
            RandomAccess.FlushToDisk(file);
            end += group.Rows.WrittenCount;
            group.Done.SetResult();
            group.Reset();
            spare = group;
        }
    }

    private sealed class Group
    {
        public ArrayBufferWriter<byte> Rows { get; } = new(64 * 1024);

        public int Count { get; set; }

        public TaskCompletionSource Done { get; private set; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Reset()
        {
            Rows.ResetWrittenCount();
            Count = 0;
            Done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
