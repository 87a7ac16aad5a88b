using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Parley.Wire;

/// <summary>
/// Texts of one language from an embedded <c>&lt;start&gt;.&lt;language&gt;.json</c>: a key and a text, with places in
/// braces (<c>{at}</c>). A language that lacks a text speaks English there.
/// </summary>
public sealed class Phrases
{
    /// <summary>The language that has every text.</summary>
    public const string Default = "en";

    private readonly FrozenDictionary<string, string> texts;
    private readonly Phrases? fallback;

    private Phrases(string language, FrozenDictionary<string, string> texts, Phrases? fallback)
    {
        Language = language;
        this.texts = texts;
        this.fallback = fallback;
    }

    /// <summary>The language, as ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>The text of each key, its places still in braces.</summary>
    public FrozenDictionary<string, string> Texts => texts;

    /// <summary>
    /// Loads every language an assembly embeds, by its ISO 639-1 code. Without English the keys are the English texts.
    /// </summary>
    /// <param name="assembly">Where they lie.</param>
    /// <param name="start">What their names begin with, as <c>sentences</c>.</param>
    public static FrozenDictionary<string, Phrases> Load(Assembly assembly, string start)
    {
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(start + ".", StringComparison.Ordinal))
            .ToDictionary(name => name[(start.Length + 1)..name.LastIndexOf('.')]);
        var english = names.TryGetValue(Default, out var first)
            ? new Phrases(Default, Read(assembly, first), fallback: null)
            : null;
        return names.Select(one => one.Key == Default
                ? english!
                : new Phrases(one.Key, Read(assembly, one.Value), english))
            .ToFrozenDictionary(phrases => phrases.Language);
    }

    /// <summary>Whether a key has a text.</summary>
    public bool Has(string key) => texts.ContainsKey(key) || fallback?.Has(key) is true;

    /// <summary>The text of a key as it stands; the key itself where there is none.</summary>
    public string Text(string key) => texts.TryGetValue(key, out var text) ? text : fallback?.Text(key) ?? key;

    /// <summary>The text with its places filled: a value that looks like a place is only a value.</summary>
    public string Filled(string key, params ReadOnlySpan<(string Place, string Value)> values)
    {
        var filled = new StringBuilder();
        var rest = Text(key).AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open && rest[open..].IndexOf('}') is > 0 and var length)
        {
            filled.Append(rest[..open]);
            filled.Append(ValueOf(rest.Slice(open + 1, length - 1), values));
            rest = rest[(open + length + 1)..];
        }

        return filled.Append(rest).ToString();
    }

    private static string ValueOf(ReadOnlySpan<char> place, ReadOnlySpan<(string Place, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (place.SequenceEqual(name)) return value;
        }

        return "";
    }

    private static FrozenDictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject()
            .ToFrozenDictionary(one => one.Name, one => one.Value.GetString()!);
    }
}
