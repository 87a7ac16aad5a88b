using System.Text;
using Parley.Cli.Scenarios;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Wire.Audit;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>Every story told as a log of traffic, and judged by an audit.</summary>
public sealed class AuditTests
{
    public static TheoryData<string> Names => Stories.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void An_audit_says_what_a_story_tells(string name)
    {
        var story = Stories.Named(name);
        var lines = new List<LogLine>();
        var awaited = LogWriter.Write(story, lines);
        var found = Audited(story, lines);
        Assert.Empty(LogComparison.Differences(awaited, line => found.GetValueOrDefault(line)));
    }

    private static Dictionary<int, Found> Audited(Story story, List<LogLine> lines)
    {
        var found = new Dictionary<int, Found>();
        var auditor = new Auditor(SettingsOf(story), entry => found[(int)entry.Line] = Library.Of(entry));
        var faults = lines.Select(line => auditor.Read(Encoding.UTF8.GetBytes(line.Json))).OfType<string>().ToList();
        Assert.Empty(faults);
        auditor.End();
        return found;
    }

    private static AuditSettings SettingsOf(Story story) => new(
        (story.Told.Edition ?? EditionCatalogue.Default.Name) is { } name && EditionCatalogue.TryFind(name, out var one)
            ? one
            : null,
        story.Told.Mode == "strict" ? Mode.Strict : Mode.Emulate,
        new ReadersReview(story.Told));
}
