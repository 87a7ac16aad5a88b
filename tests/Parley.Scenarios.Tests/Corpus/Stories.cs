using Parley.Cli.Scenarios;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>A story of the corpus, and its place among all.</summary>
/// <param name="Name">File and name: what a failing test is called.</param>
/// <param name="Number">From 0; ids made for it hold the number.</param>
/// <param name="Told">The story.</param>
internal sealed record Story(string Name, int Number, Scenario Told);

/// <summary>Every story under <c>tests/scenarios</c> that needs no bot.</summary>
internal static class Stories
{
    /// <summary>All of them, by file.</summary>
    public static IReadOnlyList<Story> All { get; } = ReadAll();

    /// <summary>Their names: every surface plays all of them.</summary>
    public static TheoryData<string> Names => new(All.Select(story => story.Name));

    /// <summary>The story of a name.</summary>
    public static Story Named(string name) => All.Single(story => story.Name == name);

    private static List<Story> ReadAll()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "scenarios");
        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        var told = from path in files.Order(StringComparer.Ordinal)
                   let file = Path.GetRelativePath(folder, path).Replace('\\', '/')
                   from story in ScenarioBook.Read(File.ReadAllBytes(path), file)
                   where !story.Steps.Any(step => step.Answer is not null)
                   select (File: file, Story: story);
        return [.. told.Select((one, index) => new Story(NameOf(one.File, one.Story), index, one.Story))];
    }

    private static string NameOf(string file, Scenario story) =>
        story.Row is { } row ? $"{file}: {row} {story.Name}" : $"{file}: {story.Name}";
}
