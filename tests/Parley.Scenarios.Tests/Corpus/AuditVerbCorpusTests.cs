using System.Text.Json;
using Parley.Cli.Client;
using Parley.Cli.Scenarios;
using Parley.Policy;
using Parley.Policy.Editions;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>The stories of an edition in one log, oldest line first, as a user would have it audited.</summary>
public sealed class AuditVerbCorpusTests
{
    public static TheoryData<string, string> Settings => new(
        Told.Select(story => (EditionOf(story), story.Told.Mode ?? "emulate")).Distinct());

    // What only a reader can see, the command's own review cannot.
    private static IEnumerable<Story> Told => Stories.All.Where(story =>
        !story.Told.Steps.Any(step => step.Shows.Contains(Signals.OffTopic)));

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Parley_audit_says_what_the_stories_of_an_edition_tell(string edition, string mode)
    {
        var lines = new List<LogLine>();
        var awaited = Told
            .Where(story => EditionOf(story) == edition && (story.Told.Mode ?? "emulate") == mode)
            .SelectMany(story => LogWriter.Write(story, lines))
            .ToList();
        var order = Enumerable.Range(0, lines.Count).OrderBy(index => lines[index].Heard).ToList();
        var run = await CliRun.Of(
            string.Join('\n', order.Select(index => lines[index].Json)),
            ["audit", "-", "--edition", edition, "--mode", mode, "--format", "jsonl", "--strict-input"],
            TestContext.Current.CancellationToken);
        Assert.Equal("", run.Error);
        var said = Said(run.Out);
        Assert.Empty(LogComparison.Differences(awaited, line => said.GetValueOrDefault(order.IndexOf(line - 1) + 1)));
    }

    private static Dictionary<int, Found> Said(string output) => output.TrimEnd('\n').Split('\n')
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.Number("line") is not null)
        .ToDictionary(line => line.Number("line")!.Value, Found.OfDecision);

    private static string EditionOf(Story story) => story.Told.Edition ?? EditionCatalogue.Default.Name;
}
