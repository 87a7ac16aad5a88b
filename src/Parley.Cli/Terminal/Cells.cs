using Spectre.Console;

namespace Parley.Cli.Terminal;

/// <summary>How wide a text stands on a terminal: most signs of East Asia take two cells.</summary>
internal static class Cells
{
    /// <summary>The width in cells.</summary>
    public static int WidthOf(string text) => text.GetCellWidth();

    /// <summary>The text with room behind it.</summary>
    public static string Left(string text, int width) => text + Room(text, width);

    /// <summary>The text with room before it.</summary>
    public static string Right(string text, int width) => Room(text, width) + text;

    private static string Room(string text, int width) => new(' ', Math.Max(0, width - WidthOf(text)));
}
