using System.Runtime.InteropServices;
using System.Text.Json;

namespace Parley.Wire.Audit;

/// <summary>
/// Which texts say that messages should stop, kept for the next one of the same words: people say "ok" all day.
/// </summary>
internal sealed class StopWords(Func<string, bool> isStopWord)
{
    private const int MostBytes = 96;
    private const int MostTexts = 16_384;

    private readonly Dictionary<byte[], bool> known = new(new ByteComparer());

    /// <summary>Whether a text is one; false if it is no text.</summary>
    public bool Has(JsonElement text)
    {
        if (text.ValueKind is not JsonValueKind.String) return text.Text() is { } number && isStopWord(number);
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (raw.Length > MostBytes) return isStopWord(text.Text()!);
        var lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(raw, out var stops)) return stops;
        if (known.Count >= MostTexts) known.Clear();
        return lookup[raw] = isStopWord(text.Text()!);
    }
}
