using System.Collections.Frozen;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>
/// What people read, in one language, from an embedded <c>sentences.&lt;language&gt;.json</c>: a key and a sentence,
/// with places in braces (<c>{at}</c>, <c>{page}</c>, <c>{person}</c>). A language that lacks a sentence speaks English
/// there.
/// </summary>
public sealed class Sentences
{
    private const string FileStart = "sentences.";

    private readonly FrozenDictionary<string, string> texts;

    private Sentences(string language, FrozenDictionary<string, string> texts)
    {
        Language = language;
        this.texts = texts;
    }

    /// <summary>Every language there is, by its ISO 639-1 code.</summary>
    public static FrozenDictionary<string, Sentences> Languages { get; } = LoadAll();

    /// <summary>The default language, which has every sentence.</summary>
    public static Sentences English { get; } = Languages["en"];

    /// <summary>The language, as ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>The sentence of each key, its places still in braces.</summary>
    public FrozenDictionary<string, string> Texts => texts;

    /// <summary>The sentences of a language; English where there are none.</summary>
    public static Sentences In(string language) => Languages.GetValueOrDefault(language, English);

    /// <summary>Why a send was refused, for somebody who looks at the thread.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="page">The page's name, or null if it is not known here.</param>
    /// <param name="person">The person's name, or null if it is not known here.</param>
    public string Of(Reason reason, string? page = null, string? person = null)
    {
        var sentence = Clause(reason, page ?? Text("page"), person ?? Text("person"));
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    /// <summary>Why a lane stands as it does.</summary>
    public string Of(Why why) => why switch
    {
        Why.OpenedBy opened => Filled("why.opened_by", ("act", OfOpener(opened.Act)), ("at", At(opened.At))),
        Why.NeverOpened => Text("why.never_opened"),
        Why.DeniedFor denied =>
            Filled("why.denied_for", ("reason", Clause(denied.Reason, Text("page"), Text("person")))),
        Why.NoTimeLimit => Text("why.no_time_limit"),
        Why.Promised promised => Filled("why.promised", ("at", At(promised.At))),
        Why.NothingPromised => Text("why.nothing_promised"),
        Why.Waits waits => Filled("why.waits", ("at", At(waits.Until))),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a rule of the policy says.</summary>
    public string OfRule(string rule) => Text("rule." + rule);

    private string Clause(Reason reason, string page, string person) =>
        Filled("reason." + reason.Name, ("page", page), ("person", person));

    private string OfOpener(Openers act) =>
        Text("opener." + JsonNamingPolicy.SnakeCaseLower.ConvertName(act.ToString()));

    private static string At(Moment moment) => moment.ToInstant() is { } instant ? IsoInstant.Format(instant) : "-";

    /// <summary>The sentence with its places filled: a value that looks like a place is only a value.</summary>
    private string Filled(string key, params ReadOnlySpan<(string Place, string Value)> values)
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

    private string Text(string key) =>
        texts.TryGetValue(key, out var text) || English.texts.TryGetValue(key, out text) ? text : key;

    private static FrozenDictionary<string, Sentences> LoadAll() => typeof(Sentences).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(FileStart, StringComparison.Ordinal))
        .Select(name => Load(name, name[FileStart.Length..name.LastIndexOf('.')]))
        .ToFrozenDictionary(sentences => sentences.Language);

    private static Sentences Load(string name, string language)
    {
        using var stream = typeof(Sentences).Assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return new Sentences(
            language,
            document.RootElement.EnumerateObject().ToFrozenDictionary(one => one.Name, one => one.Value.GetString()!));
    }
}
