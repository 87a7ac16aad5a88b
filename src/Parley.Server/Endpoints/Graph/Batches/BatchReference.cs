using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>{result=NAME:$.JSONPATH}</c> in the address or body of a batch's item: what an earlier item answered. Clients
/// write it plain or URL-encoded.
/// </summary>
internal static partial class BatchReference
{
    /// <summary>The names of the items a text refers to.</summary>
    public static IEnumerable<string> NamesIn(string text) => Any().Matches(text).Select(match => Parts(match).Name);

    /// <summary>Puts the values in; several are put side by side with commas, none leaves nothing.</summary>
    /// <param name="text">The address or body.</param>
    /// <param name="answerOf">What an item answered; it did.</param>
    /// <param name="malformed">The first reference whose path cannot be read, or null.</param>
    public static string Fill(string text, Func<string, JsonElement> answerOf, out string? malformed)
    {
        string? wrong = null;
        var start = text.AsSpan().TrimStart();
        var isJson = start is ['{', ..] && !start.StartsWith("{result=", StringComparison.OrdinalIgnoreCase);
        var filled = Any().Replace(text, match =>
        {
            var (name, path) = Parts(match);
            if (JsonPath.Read(path) is not { } read)
            {
                wrong ??= match.Value;
                return "";
            }

            return string.Join(',', read.Find(answerOf(name)).Select(value => Printed(value, isJson)));
        });
        malformed = wrong;
        return filled;
    }

    private static string Printed(JsonElement value, bool isJson)
    {
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return isJson ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) : Uri.EscapeDataString(text);
    }

    private static (string Name, string Path) Parts(Match match)
    {
        var inner = match.Groups["plain"] is { Success: true } plain
            ? plain.Value
            : Uri.UnescapeDataString(match.Groups["encoded"].Value);
        var colon = inner.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (inner, "") : (inner[..colon], inner[(colon + 1)..]);
    }

    [GeneratedRegex(
        @"\{result=(?<plain>[^{}]*)\}|%7Bresult(?:=|%3D)(?<encoded>(?:(?!%7B|%7D)[^{}&])*)%7D",
        RegexOptions.IgnoreCase)]
    private static partial Regex Any();
}
