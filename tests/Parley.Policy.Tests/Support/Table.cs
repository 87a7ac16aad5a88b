using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Policy.Tests.Support;

/// <summary>A table written as text: a header, then rows; columns stand at least two spaces apart.</summary>
internal static partial class Table
{
    /// <summary>
    /// Runs every row and compares what it gives with the column <c>outcome</c>; all rows fail together.
    /// </summary>
    public static void Holds(string text, Func<Row, string> outcome)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = Gap().Split(lines[0]);
        var rows = lines[1..].Select(line => Read(header, line)).ToList();
        Assert.NotEmpty(rows);
        Assert.Equal(
            rows.Select(row => $"{row["outcome"]}  <-  {row.Text}"),
            rows.Select(row => $"{outcome(row)}  <-  {row.Text}"));
    }

    private static Row Read(string[] header, string line)
    {
        var cells = Gap().Split(line);
        Assert.True(cells.Length == header.Length,
            $"The row has {cells.Length} columns, the header {header.Length}: {line}");
        return new Row(line, header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    [GeneratedRegex(" {2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}

/// <summary>One row; a column that is not there, or holds a dash, has its default.</summary>
internal sealed record Row(string Text, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells[column];

    public string Or(string column, string fallback) =>
        Cells.TryGetValue(column, out var cell) && cell != "-" ? cell : fallback;

    public T Enum<T>(string column, T fallback)
        where T : struct, Enum =>
        System.Enum.Parse<T>(
            Or(column, fallback.ToString()).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    public bool Flag(string column) => Or(column, "no") switch
    {
        "yes" => true,
        "no" => false,
        var other => throw new FormatException(
            string.Create(CultureInfo.InvariantCulture, $"yes or no, not {other}: {Text}")),
    };
}
