using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>
/// What people read, in one language, from an embedded <c>sentences.&lt;language&gt;.json</c>: a key and a sentence each,
/// with places in braces (<c>{at}</c>, <c>{page}</c>, <c>{person}</c>). A language that lacks a sentence speaks English there.
/// </summary>
public sealed class Sentences
{
    private readonly FrozenDictionary<string, string> texts;

    private Sentences(string language, FrozenDictionary<string, string> texts) => (Language, this.texts) = (language, texts);

    /// <summary>The default language, which has every sentence.</summary>
    public static Sentences English { get; } = Load("en")!;

    /// <summary>The language, as ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>Every key this language has.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The sentences of a language; English where there are none.</summary>
    public static Sentences In(string language) => language == English.Language ? English : Load(language) ?? English;

    /// <summary>Why a send was refused, for somebody who looks at the thread.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="page">The page's name, or null if it is not known here.</param>
    /// <param name="person">The person's name, or null if it is not known here.</param>
    public string Of(Reason reason, string? page = null, string? person = null) =>
        Filled("reason." + reason.Name, ("page", page ?? Text("page")), ("person", person ?? Text("person")));

    /// <summary>Why a lane stands as it does.</summary>
    public string Of(Why why) => why switch
    {
        Why.OpenedBy opened => Filled("why.opened_by", ("act", OfOpener(opened.Act)), ("at", At(opened.At))),
        Why.NeverOpened => Text("why.never_opened"),
        Why.DeniedFor denied => Filled("why.denied_for", ("reason", Of(denied.Reason))),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a rule of the policy says.</summary>
    public string OfRule(string rule) => Text("rule." + rule);

    private string OfOpener(Openers act) => Text("opener." + JsonNamingPolicy.SnakeCaseLower.ConvertName(act.ToString()));

    private static string At(Moment moment) => moment.ToInstant() is { } instant ? IsoInstant.Format(instant) : "-";

    private string Filled(string key, params ReadOnlySpan<(string Place, string Value)> values)
    {
        var text = Text(key);
        foreach (var (place, value) in values) text = text.Replace("{" + place + "}", value, StringComparison.Ordinal);
        return text;
    }

    private string Text(string key) =>
        texts.TryGetValue(key, out var text) || English.texts.TryGetValue(key, out text) ? text : key;

    private static Sentences? Load(string language)
    {
        using var stream = typeof(Sentences).Assembly.GetManifestResourceStream($"sentences.{language}.json");
        if (stream is null) return null;
        using var document = JsonDocument.Parse(stream);
        return new Sentences(
            language,
            document.RootElement.EnumerateObject().ToFrozenDictionary(one => one.Name, one => one.Value.GetString()!));
    }
}
