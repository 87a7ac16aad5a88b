using System.CommandLine;
using System.Text;
using Parley.Cli.Client;
using Parley.Cli.Wordings;
using Spectre.Console;

namespace Parley.Cli.Terminal;

/// <summary>Where a verb prints: colours on a terminal, plain in a pipe, the API's bytes under <c>--json</c>.</summary>
internal sealed class Screen
{
    private readonly TextWriter output;
    private readonly IAnsiConsole? rich;

    private Screen(TextWriter output, TextWriter error, bool json, Wording words)
    {
        this.output = output;
        Error = error;
        Json = json;
        Words = words;
        rich = Colours(output) ? AnsiConsole.Console : null;
    }

    /// <summary>Whether the API's JSON is wanted.</summary>
    public bool Json { get; }

    /// <summary>The language it speaks.</summary>
    public Wording Words { get; }

    /// <summary>For what is no result: notes and faults.</summary>
    public TextWriter Error { get; }

    /// <summary>The screen of one invocation.</summary>
    public static Screen For(InvocationConfiguration settings, bool json, Wording? words = null) =>
        new(settings.Output, settings.Error, json, words ?? Wording.English);

    /// <summary>Prints an answer: as it came, or as <paramref name="pretty"/> tells it.</summary>
    /// <exception cref="CliException">The answer tells of a fault; under <c>--json</c> it is printed first.</exception>
    public int Show(ApiAnswer answer, Action<ApiAnswer> pretty)
    {
        if (Json) Raw(answer);
        if (!answer.Ok) throw answer.Fault();
        if (!Json) pretty(answer);
        return ExitCode.Done;
    }

    /// <summary>Prints the API's bytes and ends the line.</summary>
    public void Raw(ApiAnswer answer) => output.WriteLine(Encoding.UTF8.GetString(answer.Bytes));

    /// <summary>Prints a line as it is, without markup.</summary>
    public void Plain(string line) => output.WriteLine(line);

    /// <summary>Prints a line of markup; anything that came from outside must be escaped.</summary>
    public void Line(string markup = "")
    {
        if (rich is null) output.WriteLine(Markup.Remove(markup));
        else rich.MarkupLine(markup);
    }

    /// <summary>Tells something in passing, in grey; under <c>--json</c> nothing.</summary>
    public void Note(string text)
    {
        if (!Json) Line($"[grey]{text.EscapeMarkup()}[/]");
    }

    /// <summary>Prints rows of cells in columns, each as wide as its widest cell; cells are markup.</summary>
    public void Columns(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0) return;
        var widths = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Max(row => column < row.Length ? Cells.WidthOf(Markup.Remove(row[column])) : 0))
            .ToArray();
        foreach (var row in rows)
        {
            var padded = row.Select((cell, column) => column == row.Length - 1
                ? cell
                : cell + new string(' ', widths[column] - Cells.WidthOf(Markup.Remove(cell))));
            Line("  " + string.Join("  ", padded));
        }
    }

    /// <summary>Whether an output is a terminal that shows colours, and nobody asked for none.</summary>
    internal static bool Colours(TextWriter output) =>
        ReferenceEquals(output, System.Console.Out)
        && !System.Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";
}
