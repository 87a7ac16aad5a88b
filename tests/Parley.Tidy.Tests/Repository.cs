using System.Diagnostics;
using System.Xml.Linq;

namespace Parley.Tidy.Tests;

/// <summary>The files of this repository: what git tracks or would track, so that build output is left out.</summary>
internal static class Repository
{
    private static readonly string[] TextEndings =
    [
        ".cs", ".csproj", ".props", ".slnx", ".md", ".json", ".js", ".mjs", ".sql", ".txt", ".sh", ".yml", ".yaml",
        ".razor", ".css", ".lua",
    ];

    /// <summary>Where it lies.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files, relative to the root, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = List();

    /// <summary>Files a person writes and reads, scripts without an ending too.</summary>
    public static IEnumerable<string> Texts => Files.Where(file =>
        TextEndings.Contains(Path.GetExtension(file))
            || (Path.GetExtension(file).Length == 0 && !file.StartsWith(".git", StringComparison.Ordinal)));

    public static IEnumerable<string> Ending(string ending) =>
        Files.Where(file => file.EndsWith(ending, StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    public static XDocument Xml(string file) => XDocument.Load(Path.Combine(Root, file));

    /// <summary>Values of an attribute over all elements of one name in a project file.</summary>
    public static IEnumerable<string> Attributes(string file, string element, string attribute) =>
        Xml(file).Descendants(element).Select(one => one.Attribute(attribute)?.Value).OfType<string>();

    private static List<string> List()
    {
        var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0
            ? [.. files.Where(file => File.Exists(Path.Combine(Root, file))).Distinct()]
            : throw new InvalidOperationException("These tests read the list of files from git; run them in a clone.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Parley.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("Parley.slnx stands in no folder above the tests.");
    }
}
