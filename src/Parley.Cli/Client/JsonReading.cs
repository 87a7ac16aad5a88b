using System.Text.Json;

namespace Parley.Cli.Client;

/// <summary>Reads members of answers that may be absent.</summary>
internal static class JsonReading
{
    /// <summary>A text member, or null.</summary>
    public static string? Text(this JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number, or null.</summary>
    public static int? Number(this JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>The entries of a list; none if it is absent.</summary>
    public static JsonElement.ArrayEnumerator Each(this JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    /// <summary>Whether a member is there and true.</summary>
    public static bool Flag(this JsonElement of, string name) => Member(of, name).ValueKind is JsonValueKind.True;

    /// <summary>A member, or an undefined element.</summary>
    public static JsonElement Member(this JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;
}
