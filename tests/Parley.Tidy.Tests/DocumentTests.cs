using System.Text.RegularExpressions;
using Parley.Server.Hosting;

namespace Parley.Tidy.Tests;

/// <summary>A document nothing checks will lie.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_relative_link_leads_somewhere() => Offenders.None(
        from file in Documents
        from Match link in Link().Matches(WithoutCode(Repository.Read(file)))
        let target = link.Groups["target"].Value
        where !Uri.TryCreate(target, UriKind.Absolute, out _) && !Leads(file, target)
        select $"{file}: {target}");

    [Fact]
    public void The_readme_holds_the_two_commands_that_set_everything_up()
    {
        var shown = CodeBlock().Matches(Repository.Read("README.md")).Select(block => block.Groups["code"].Value)
            .First();
        var commands =
            shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('#')[0].Trim());
        Assert.Equal(["./parley serve", "./test"], commands);
        Assert.All((string[])["parley", "test", ".ci/run"], script => Assert.Contains(script, Repository.Files));
    }

    [Fact]
    public void Every_setting_of_the_server_is_documented()
    {
        var text = string.Join('\n', Documents.Select(Repository.Read));
        Assert.NotEmpty(Settings(typeof(ServerOptions), ""));
        Offenders.None(
            Settings(typeof(ServerOptions), "").Where(name => !text.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_decision_record_is_numbered_and_at_most_40_lines_long()
    {
        var records =
            Documents.Where(file => file.StartsWith("docs/decisions/", StringComparison.Ordinal)).Order().ToList();
        Assert.Equal(
            Enumerable.Range(1, records.Count).Select(number => $"{number:D4}"),
            records.Select(file => Path.GetFileName(file)[..4]));
        Offenders.None(records.Where(file => Repository.Lines(file).Length > 40));
    }

    private static IEnumerable<string> Documents => Repository.Ending(".md");

    private static bool Leads(string file, string target)
    {
        var parts = target.Split('#', 2);
        var folder = Path.GetDirectoryName(file)!;
        var path = parts[0].Length == 0 ? file : Path.GetRelativePath(
            Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, Uri.UnescapeDataString(parts[0]))));
        var found = Repository.Files.Contains(path) || Directory.Exists(Path.Combine(Repository.Root, path));
        return found && (parts.Length == 1 || Anchors(path).Contains(parts[1]));
    }

    private static IEnumerable<string> Anchors(string file) => Repository.Lines(file)
        .Where(line => line.StartsWith('#'))
        .Select(line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>
    /// Names as documents spell them: <c>operator_key</c>, and <c>delivery.timeout</c> for a group's.
    /// </summary>
    private static IEnumerable<string> Settings(Type options, string group) => options.GetProperties()
        .SelectMany(setting => setting.PropertyType.Namespace!.StartsWith("Parley.", StringComparison.Ordinal)
            ? Settings(setting.PropertyType, group + Snake(setting.Name) + ".")
            : [group + Snake(setting.Name)]);

    private static string Snake(string name) => Hump().Replace(name, "_$1").ToLowerInvariant();

    private static string WithoutCode(string text) => CodeSpan().Replace(CodeBlock().Replace(text, ""), "");

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("(?<=.)([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Hump();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.CultureInvariant)]
    private static partial Regex NoAnchor();

    [GeneratedRegex(
        @"^```\w*\n(?<code>.*?)^```", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.CultureInvariant)]
    private static partial Regex CodeSpan();
}
