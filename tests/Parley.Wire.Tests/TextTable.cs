using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Wire.Tests;

/// <summary>
/// Tables of wire text too wide for code: lines <c>&gt; request</c> and <c>&lt; answer</c> in a golden file.
/// <c>&lt;&lt;20:x&gt;&gt;</c> stands for twenty x, <c>&lt;&lt;3,:a&gt;&gt;</c> for a,a,a.
/// </summary>
internal static partial class TextTable
{
    public static TheoryData<string, string> Read(string name)
    {
        var rows = new TheoryData<string, string>();
        var request = "";
        foreach (var line in Golden.Read(name).Split('\n'))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) request = line[2..];
            if (line.StartsWith("< ", StringComparison.Ordinal)) rows.Add(request, line[2..]);
        }

        return rows;
    }

    public static string Spelled(string text)
    {
        while (Repeat().Match(text) is { Success: true } match)
        {
            var copies = Enumerable.Repeat(
                match.Groups[3].Value, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            text = text.Replace(match.Value, string.Join(match.Groups[2].Value, copies), StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Code, subcode and message of an error, as the tables write it.</summary>
    public static string Written(GraphError error) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{error.Code} ")
        .Append(error.Subcode?.ToString(CultureInfo.InvariantCulture) ?? "-")
        .Append(' ').Append(error.Message).ToString();

    [GeneratedRegex("<<([0-9]+)(,?):((?:(?!<<|>>).)*)>>")]
    private static partial Regex Repeat();
}
