using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>
/// Reads a log line by line and judges every send by what stands above it. Memory grows with the threads, not with the
/// lines. Not thread-safe.
/// </summary>
/// <param name="settings">By what to judge.</param>
/// <param name="judged">Called for every judgement, in the order they are made.</param>
public sealed class Auditor(AuditSettings settings, Action<AuditEntry> judged)
{
    private readonly LogReader reader = new(settings.Review.IsStopWord);
    private readonly LogLine only = new();
    private readonly LogState log = new();
    private readonly SentJudge judge = new(settings);

    /// <summary>Lines read so far, blank and malformed ones too.</summary>
    public long Lines { get; private set; }

    /// <summary>Threads known so far.</summary>
    public int Threads => log.Threads.Count;

    /// <summary>Reads the next line.</summary>
    /// <param name="line">Its UTF-8 bytes without the line break; unchanged until this returns.</param>
    /// <returns>What is wrong with it, naming the member; null if it was taken in. A malformed line changes
    /// nothing.</returns>
    public string? Read(ReadOnlyMemory<byte> line)
    {
        reader.Read(line, only);
        return Take(only);
    }

    /// <summary>Takes in a line that was read ahead.</summary>
    /// <param name="block">The block it stands in. All lines of a log come from blocks, or none.</param>
    /// <param name="place">Its place there, from 0.</param>
    /// <returns>What is wrong with it, as <see cref="Read"/> says.</returns>
    public string? Take(LogBlock block, int place) => Take(block[place]);

    /// <summary>The log is at its end: what still waited for an answer got none.</summary>
    public void End()
    {
        log.Inputs.End();
        Report();
    }

    private string? Take(LogLine line)
    {
        Lines++;
        switch (line.Kind)
        {
            case LineKind.Received: log.Received(line.Received, Lines); break;
            case LineKind.Sent when log.Sent(line.Sent) is { } send: judged(judge.Judge(send, log, Lines)); break;
            case LineKind.Called when log.Called(line.Called) is { } call: judged(judge.Judge(call, log, Lines)); break;
            default: line.Change?.Invoke(log); break;
        }

        Report();
        return line.Fault;
    }

    private void Report()
    {
        if (log.Late.Count == 0) return;
        foreach (var (input, finding) in log.Late)
        {
            var at = Instant.FromUnixTimeMilliseconds(input.At.Milliseconds);
            var edition = settings.Edition ?? settings.Editions.InForce(at);
            var outcome = new Outcome(true, null, null, [finding]);
            judged(new AuditEntry(
                input.Line,
                EntryKind.Received,
                input.Page.Id,
                log.PersonOf(input.Thread),
                input.Channel,
                new Decision(edition.Name, edition.Day, settings.Mode, at, outcome, [], [], null),
                null));
        }

        log.Late.Clear();
    }
}
