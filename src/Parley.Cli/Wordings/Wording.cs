using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Parley.Wire;

namespace Parley.Cli.Wordings;

/// <summary>The words the command line prints in one language, from <c>words.&lt;language&gt;.json</c>.</summary>
internal sealed class Wording
{
    private static readonly string[] Places = ["LC_ALL", "LC_MESSAGES", "LANG"];

    private static readonly FrozenDictionary<string, Phrases> Stories =
        Phrases.Load(typeof(Wording).Assembly, "stories");

    private readonly Phrases phrases;
    private readonly LocalDatePattern days;

    private Wording(Phrases phrases)
    {
        this.phrases = phrases;
        days = LocalDatePattern.CreateWithInvariantCulture(phrases.Text("day"));
        Sentences = Sentences.In(phrases.Language);
    }

    /// <summary>Every language, by its ISO 639-1 code: those of <see cref="Parley.Wire.Sentences"/>.</summary>
    public static FrozenDictionary<string, Wording> Languages { get; } =
        Phrases.Load(typeof(Wording).Assembly, "words")
            .ToFrozenDictionary(one => one.Key, one => new Wording(one.Value));

    /// <summary>The default language.</summary>
    public static Wording English { get; } = Languages[Phrases.Default];

    /// <summary>The language, as ISO 639-1.</summary>
    public string Language => phrases.Language;

    /// <summary>What is said of decisions in this language.</summary>
    public Sentences Sentences { get; }

    /// <summary>The text of each key, its places still in braces.</summary>
    public FrozenDictionary<string, string> Texts => phrases.Texts;

    /// <summary>A text without places.</summary>
    public string this[string key] => phrases.Text(key);

    /// <summary>The language a terminal speaks, by <c>LC_ALL</c>, <c>LC_MESSAGES</c> or <c>LANG</c>.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string Spoken(Func<string, string?> variable)
    {
        var locale = Places.Select(variable).FirstOrDefault(set => set is { Length: > 0 }) ?? "";
        var language = locale.Split('_', '.', '@', '-')[0].ToLowerInvariant();
        return Languages.ContainsKey(language) ? language : Phrases.Default;
    }

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => phrases.Has(key);

    /// <summary>A text with its places filled.</summary>
    public string Filled(string key, params ReadOnlySpan<(string Place, string Value)> values) =>
        phrases.Filled(key, values);

    /// <summary>So many of something: <c>1 send</c>, <c>2 sends</c>.</summary>
    public string Count(string of, long number) =>
        Filled(number == 1 ? of + ".one" : of + ".many", ("n", Number(number)));

    /// <summary>A day as the language writes it.</summary>
    public string Day(LocalDate day) => days.Format(day);

    /// <summary>An instant of the API as the language writes it; what is none stays as it is.</summary>
    public string At(string? instant) =>
        IsoInstant.TryParse(instant, out var at) ? Sentences.At(at) : instant ?? "";

    /// <summary>What a story of this program tells; a text nobody translated stays as it is.</summary>
    public string Story(string text) => Stories.TryGetValue(Language, out var told) ? told.Text(text) : text;

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
