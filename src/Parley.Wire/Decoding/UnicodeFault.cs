using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Parley.Wire.Decoding;

/// <summary>Finds text that is no Unicode: bytes that are not UTF-8, or an escape of half a surrogate pair.</summary>
internal static class UnicodeFault
{
    private const int InObject = -1;

    /// <summary>
    /// The error naming the value at fault below <paramref name="path"/>, or null if all text is sound.
    /// </summary>
    public static GraphError? Locate(ReadOnlySpan<byte> json, string path) =>
        Sound(json) ? null : GraphErrors.Get("param_encoding", Join(path, PathOf(json)));

    private static bool Sound(ReadOnlySpan<byte> text) => Utf8.IsValid(text) && !HasLoneSurrogate(text);

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'\\'); at >= 0; at = NextBackslash(text, at))
        {
            var unit = Unit(text, at);
            if (unit is >= 0xdc00 and <= 0xdfff) return true;
            if (unit is < 0xd800 or > 0xdbff)
            {
                at += 1;
                continue;
            }

            if (Unit(text, at + 6) is not (>= 0xdc00 and <= 0xdfff)) return true;
            at += 11;
        }

        return false;
    }

    private static int NextBackslash(ReadOnlySpan<byte> text, int after)
    {
        if (after + 1 >= text.Length) return -1;
        var found = text[(after + 1)..].IndexOf((byte)'\\');
        return found < 0 ? -1 : after + 1 + found;
    }

    /// <summary>The code unit of an escape <c>\uXXXX</c> at this place, or -1.</summary>
    private static int Unit(ReadOnlySpan<byte> text, int at)
    {
        if (at + 6 > text.Length || text[at] != '\\' || text[at + 1] != 'u') return -1;
        var digits = text.Slice(at + 2, 4);
        var isHex = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit);
        return isHex ? unit : -1;
    }

    /// <summary>
    /// Where the first unsound string stands, as <c>message[text]</c>; empty where that cannot be told.
    /// </summary>
    private static string PathOf(ReadOnlySpan<byte> json)
    {
        var path = new string[GraphParameters.DeepestNesting + 2];
        var index = new int[GraphParameters.DeepestNesting + 2];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = GraphParameters.DeepestNesting });
        try
        {
            while (reader.Read())
            {
                var depth = reader.CurrentDepth;
                if (!Follow(ref reader, path, index)) return Written(path.AsSpan(1, Math.Max(0, depth)));
            }
        }
        catch (JsonException)
        {
            // Not even JSON: the whole value is at fault.
        }

        return "";
    }

    /// <summary>Keeps <paramref name="path"/> up to date, one segment per depth; false at the unsound string.</summary>
    /// <remarks>An <paramref name="index"/> of <see cref="InObject"/> marks a depth that is an object.</remarks>
    private static bool Follow(ref Utf8JsonReader reader, string[] path, int[] index)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is JsonTokenType.PropertyName)
        {
            if (!Sound(reader.ValueSpan))
            {
                path[depth] = "?";
                return false;
            }

            path[depth] = Encoding.UTF8.GetString(reader.ValueSpan);
            return true;
        }

        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) return true;
        if (depth > 0 && index[depth] != InObject)
            path[depth] = (index[depth]++).ToString(CultureInfo.InvariantCulture);
        if (reader.TokenType is JsonTokenType.StartArray) index[depth + 1] = 0;
        if (reader.TokenType is JsonTokenType.StartObject) index[depth + 1] = InObject;
        return reader.TokenType is not JsonTokenType.String || Sound(reader.ValueSpan);
    }

    private static string Written(ReadOnlySpan<string> path)
    {
        var text = new StringBuilder();
        foreach (var segment in path) text.Append(text.Length == 0 ? segment : $"[{segment}]");
        return text.ToString();
    }

    private static string Join(string path, string inside)
    {
        if (inside.Length == 0) return path;
        if (path == "body") return inside;
        var bracket = inside.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? $"{path}[{inside}]" : $"{path}[{inside[..bracket]}]{inside[bracket..]}";
    }
}
