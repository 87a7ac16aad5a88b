using System.Text.RegularExpressions;

namespace Parley.Tidy.Tests;

/// <summary>What no file of ours may hold.</summary>
public sealed class TextTests
{
    private const int MostLines = 400;
    private const int MostColumns = 120;

    // Spelled in pieces, so that this file does not find itself.
    private static readonly string[] Unfinished =
        ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

    private static readonly string[] Silenced =
        ["#pragma warning " + "disable", "<No" + "Warn", "[Fact(" + "Skip", "[Theory(" + "Skip"];

    [Fact]
    public void Nothing_is_left_unfinished() => Offenders.None(Hits(Repository.Texts, Words(Unfinished)));

    [Fact]
    public void No_warning_is_silenced_and_no_test_is_skipped() =>
        Offenders.None(Hits(Repository.Texts, new Regex(string.Join('|', Silenced.Select(Regex.Escape)))));

    [Fact]
    public void No_source_file_is_longer_than_400_lines() => Offenders.None(
        Repository.Ending(".cs").Where(file => Repository.Lines(file).Length > MostLines));

    [Fact]
    public void No_source_line_is_wider_than_120_columns() => Offenders.None(
        from file in Repository.Ending(".cs")
        let tables = Tables(Repository.Lines(file))
        from line in Repository.Lines(file).Index()
        where line.Item.Length > MostColumns && !IsData(line.Item) && !tables.Contains(line.Index)
        select $"{file}:{line.Index + 1}");

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine()
    {
        var above = Path.GetDirectoryName(Repository.Root) is { Length: > 1 } parent ? parent : Repository.Root;
        var places = new Regex(
            "(?<![\\w.:/-])/(home|root|Users|mnt)/|[A-Z]:\\\\[A-Za-z]|"
            + $"{Regex.Escape(Repository.Root)}|{Regex.Escape(above + "/")}");
        Offenders.None(
            Hits(Repository.Texts.Where(file => !file.EndsWith("/TextTests.cs", StringComparison.Ordinal)), places));
    }

    [Fact]
    public void No_file_names_a_package_registry_or_a_mirror()
    {
        Assert.DoesNotContain(Repository.Files, file =>
            Path.GetFileName(file).ToLowerInvariant() is "nuget.config" or ".npmrc" or ".yarnrc" or "pip.conf");
        Offenders.None(Hits(Repository.Texts, new Regex(
            "reg" + "istry\\.[a-z]|/v3/" + "index\\.json|art" + "ifactory", RegexOptions.IgnoreCase)));
    }

    [Fact]
    public void Every_text_ends_with_one_line_break_and_holds_no_carriage_return() => Offenders.None(
        Repository.Texts.Where(file =>
        {
            var text = Repository.Read(file);
            return text.Contains('\r', StringComparison.Ordinal)
                || !text.EndsWith('\n')
                || text.EndsWith("\n\n", StringComparison.Ordinal);
        }));

    /// <summary>A row of a test's table or a literal that cannot be broken without changing what it says.</summary>
    private static bool IsData(string line) =>
        line.TrimStart().StartsWith("[InlineData(", StringComparison.Ordinal)
        || line.TrimStart(' ', '$').StartsWith("\"\"\"", StringComparison.Ordinal);

    /// <summary>The lines within raw literals of more than one line: tables and documents written as text.</summary>
    private static HashSet<int> Tables(string[] lines)
    {
        var (inside, within) = (new HashSet<int>(), false);
        for (var index = 0; index < lines.Length; index++)
        {
            var marks = Regex.Count(lines[index], "\"{3,}");
            if (within && marks == 0) inside.Add(index);
            within ^= marks % 2 == 1;
        }

        return inside;
    }

    private static Regex Words(IEnumerable<string> words) => new($"\\b({string.Join('|', words)})\\b");

    private static IEnumerable<string> Hits(IEnumerable<string> files, Regex pattern) =>
        from file in files
        from line in Repository.Lines(file).Index()
        where pattern.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";
}
