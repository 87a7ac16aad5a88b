using System.Text;
using Parley.Wire.Media;

namespace Parley.Server.Media;

/// <summary>Names of files, as clients and URLs give them, made harmless. None of them is ever a path.</summary>
internal static class FileNames
{
    private const int MostCharacters = 100;

    /// <summary>A name for people: what follows the last slash of either kind, without control characters.</summary>
    public static string? Plain(string? told)
    {
        if (told is null) return null;
        var name = new StringBuilder();
        foreach (var letter in told.AsSpan(told.LastIndexOfAny(['/', '\\']) + 1).EnumerateRunes())
        {
            if (!Rune.IsControl(letter) && letter != Rune.ReplacementChar && name.Length < MostCharacters)
                name.Append(letter.ToString());
        }

        var plain = name.ToString().Trim().Trim('.');
        return plain.Length == 0 ? null : plain;
    }

    /// <summary>The name at the end of a URL, or null.</summary>
    public static string? Of(Uri url) => Plain(Uri.UnescapeDataString(url.AbsolutePath));

    /// <summary>
    /// A name for a URL's last segment: ASCII letters, digits, dots, dashes, with the ending of its type.
    /// </summary>
    public static string InUrl(string? name, string? mime)
    {
        var safe = new StringBuilder();
        foreach (var letter in name ?? "file")
            safe.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_');
        if (!Path.HasExtension(name) && mime is not null && FileType.ExtensionOf(mime) is { } ending)
            safe.Append('.').Append(ending);
        return safe.ToString();
    }
}
