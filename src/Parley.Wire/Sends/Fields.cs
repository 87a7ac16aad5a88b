using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads single members with their limits. Absent is null and no fault, unless the member is required.
/// </summary>
internal static class Fields
{
    /// <summary>The longest URL.</summary>
    public const int MostUrlCharacters = 4096;

    /// <summary>Text of at most so many characters, counted as Unicode scalar values.</summary>
    public static GraphError? Text(Param value, string path, int most, out string? text)
    {
        text = null;
        if (value.IsAbsent) return null;
        return value.TryText(path, out text, out var error) ? Short(text, path, most) : error;
    }

    /// <summary>Text that must be there.</summary>
    public static GraphError? Required(Param value, string path, int most, out string? text)
    {
        text = null;
        return value.IsAbsent ? GraphErrors.Get("param_required", path) : Text(value, path, most, out text);
    }

    /// <summary>An absolute http or https URL.</summary>
    public static GraphError? Url(Param value, string path, out string? url)
    {
        var error = Text(value, path, MostUrlCharacters, out url);
        return error ?? (url is null || IsUrl(url) ? null : GraphErrors.Get("param_url", path));
    }

    /// <summary>A URL that must be there.</summary>
    public static GraphError? RequiredUrl(Param value, string path, out string? url)
    {
        url = null;
        return value.IsAbsent ? GraphErrors.Get("param_required", path) : Url(value, path, out url);
    }

    /// <summary>One of a list of words, in the list's own spelling.</summary>
    public static GraphError? Word(Param value, string path, ReadOnlySpan<string> words, out string? word)
    {
        word = null;
        return value.IsAbsent || value.TryWord(path, words, out word, out var error) ? null : error;
    }

    /// <summary>A boolean.</summary>
    public static GraphError? Boolean(Param value, string path, out bool? flag)
    {
        flag = null;
        if (value.IsAbsent) return null;
        if (!value.TryBoolean(path, out var read, out var error)) return error;
        flag = read;
        return null;
    }

    /// <summary>The error of a text that is too long, or null.</summary>
    public static GraphError? Short(string text, string path, int most) =>
        IsLonger(text, most) ? TooLong(path, most) : null;

    /// <summary>Whether a text has more characters than so many.</summary>
    public static bool IsLonger(string text, int most) => text.Length > most && Characters(text) > most;

    /// <summary>The error of a text whose UTF-8 is too long, or null.</summary>
    public static GraphError? ShortInBytes(string text, string path, int most) =>
        Encoding.UTF8.GetByteCount(text) <= most ? null : TooLong(path, most);

    /// <summary>Writes a member that is there; one that is absent is left out.</summary>
    public static void WriteIfGiven(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    /// <summary>Whether a text is an absolute http or https URL.</summary>
    public static bool IsUrl(string text)
    {
        if (text.Any(char.IsWhiteSpace)) return false;
        return Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.Host.Length > 0;
    }

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    private static GraphError TooLong(string path, int most) =>
        GraphErrors.Get("param_length", path, most.ToString(CultureInfo.InvariantCulture));
}
