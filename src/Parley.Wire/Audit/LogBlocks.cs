using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Parley.Wire.Content;

namespace Parley.Wire.Audit;

/// <summary>
/// Reads a log ahead of whoever judges it, on a thread of its own, block by block and in order. Of all blocks only a
/// few exist, and they are used in turn.
/// </summary>
public sealed class LogBlocks : IDisposable
{
    private const int Blocks = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly LogLines lines;
    private readonly LogReader reader;
    private readonly Thread thread;
    private readonly CancellationTokenSource stop = new();
    private readonly BlockingCollection<LogBlock> read = new(new ConcurrentQueue<LogBlock>());
    private readonly BlockingCollection<LogBlock> free = new(new ConcurrentQueue<LogBlock>());
    private ExceptionDispatchInfo? failure;
    private LogBlock? held;

    /// <param name="lines">The log; nobody else reads it meanwhile.</param>
    /// <param name="review">What tells a stop word.</param>
    public LogBlocks(LogLines lines, IContentReview review)
    {
        this.lines = lines;
        reader = new LogReader(review.IsStopWord);
        for (var block = 0; block < Blocks; block++) free.Add(new LogBlock());
        thread = new Thread(ReadAll) { IsBackground = true, Name = "log reader" };
        thread.Start();
    }

    /// <summary>The next block; the one before is used again.</summary>
    /// <returns>Whether there was one.</returns>
    /// <remarks>What was wrong with reading is thrown here, once everything before it was given out.</remarks>
    public bool TryNext([NotNullWhen(true)] out LogBlock? block)
    {
        if (held is not null) free.Add(held);
        block = held = read.TryTake(out var next, Timeout.Infinite) ? next : null;
        if (block is null) failure?.Throw();
        return block is not null;
    }

    /// <summary>Stops to read.</summary>
    public void Dispose()
    {
        stop.Cancel();

        // It may hang in a pipe that nobody writes to: then it is left alone, and with it what it waits on.
        if (!thread.Join(Patience)) return;
        stop.Dispose();
        read.Dispose();
        free.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, whoever takes the blocks is told.")]
    private void ReadAll()
    {
        try
        {
            ReadLines();
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }
        catch (Exception fault)
        {
            failure = ExceptionDispatchInfo.Capture(fault);
        }

        read.CompleteAdding();
    }

    private void ReadLines()
    {
        LogBlock? block = null;
        try
        {
            while (lines.TryNext(out var line))
            {
                if (block?.HasRoomFor(line.Length) is false)
                {
                    read.Add(block);
                    block = null;
                }

                block ??= NextFree();
                block.Add(line.Span, reader);
            }
        }
        finally
        {
            if (block is not null) read.Add(block);
        }
    }

    private LogBlock NextFree()
    {
        var block = free.Take(stop.Token);
        block.Clear();
        return block;
    }
}
