using System.Diagnostics;
using Parley.Load;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Bench;

/// <summary>A page of a thread's history out of many messages: it follows each row to the one before.</summary>
internal static class HistoryBench
{
    private const int PageLength = 25;
    private const int Threads = 100_000;
    private const int Pages = 5_000;
    private const int RowsBetweenCommits = 50_000;

    public static async Task Run(int messages)
    {
        var work = Directory.CreateTempSubdirectory("parley-bench-").FullName;
        try
        {
            await using var store = StoreFactory.Open(Path.Combine(work, "store"), new StoreOptions());
            var heads = await Write(store.Journal, messages);
            var dice = new Random(7);
            var latencies = new List<double>(Pages);
            for (var page = 0; page < Pages; page++)
            {
                var thread = dice.Next(Threads);
                var begun = Stopwatch.GetTimestamp();
                var history = store.Journal.History(ShardOf(store.Journal, thread), heads[thread], PageLength);
                latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
                if (history.Count == 0)
                    throw new InvalidOperationException($"Thread {thread} has no history.");
            }

            latencies.Sort();
            Report.Line($"a page of {PageLength} among {messages:N0} messages:"
                + $" p50 {latencies[Pages / 2]:F0} us (limit 200), p99 {latencies[Pages * 99 / 100]:F0} us");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<long[]> Write(IJournal journal, int messages)
    {
        var heads = new long[Threads];
        var body = """{"text":"Is there a table for two at eight? We could also come at nine."}"""u8.ToArray();
        var dice = new Random(11);
        for (var written = 0; written < messages;)
        {
            var last = Task.CompletedTask;
            for (var row = 0; row < RowsBetweenCommits && written < messages; row++, written++)
            {
                // Everybody once, so that no thread is empty, then by chance, so that a page lies all over the file.
                var thread = written < Threads ? written : dice.Next(Threads);
                var appended = journal.Append(journal.Generation, new NewEvent(
                    ShardOf(journal, thread),
                    new ThreadKey(new PageId(1), new Psid(thread + 1)),
                    Channel.Messenger,
                    heads[thread],
                    new Moment(1_633_510_800_000 + written),
                    EventKind.Message,
                    body));
                (heads[thread], last) = (appended.Seq, appended.Commit);
            }

            await last;
        }

        return heads;
    }

    private static int ShardOf(IJournal journal, int thread) => thread % journal.Shards;
}
