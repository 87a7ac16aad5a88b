using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>
/// What people read of a decision, in one language, from an embedded <c>sentences.&lt;language&gt;.json</c>. They name
/// page and person where <see cref="About"/> told who those are.
/// </summary>
public sealed class Sentences
{
    private readonly Phrases phrases;
    private readonly InstantPattern instants;
    private readonly string? pageName;
    private readonly string? locale;
    private readonly string page;
    private readonly string person;

    private Sentences(Phrases phrases, InstantPattern instants, string? page, string? person, string? locale)
    {
        (pageName, this.locale) = (page, locale);
        this.phrases = phrases;
        this.instants = instants;
        this.page = page is null ? phrases.Text("page") : phrases.Filled("page.named", ("name", page));
        this.person = person is null ? phrases.Text("person") : phrases.Filled("person.named", ("name", person));
    }

    /// <summary>Every language there is, by its ISO 639-1 code.</summary>
    public static FrozenDictionary<string, Sentences> Languages { get; } =
        Phrases.Load(typeof(Sentences).Assembly, "sentences")
            .ToFrozenDictionary(one => one.Key, one => Of(one.Value));

    /// <summary>The codes of all languages, in order.</summary>
    public static ImmutableArray<string> Codes { get; } = [.. Languages.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The default language, which has every sentence.</summary>
    public static Sentences English { get; } = Languages[Phrases.Default];

    /// <summary>The language, as ISO 639-1.</summary>
    public string Language => phrases.Language;

    /// <summary>The sentence of each key, its places still in braces.</summary>
    public FrozenDictionary<string, string> Texts => phrases.Texts;

    /// <summary>The sentences of a language; English where there are none.</summary>
    public static Sentences In(string language) => Languages.GetValueOrDefault(language, English);

    /// <summary>The language somebody likes best of those there are; English if they know none of them.</summary>
    /// <param name="accepted">An <c>Accept-Language</c> header (RFC 9110): <c>ja,en-US;q=0.7</c>; or null.</param>
    public static Sentences Preferred(string? accepted)
    {
        var ranges = (accepted ?? "").Split(',', StringSplitOptions.TrimEntries).Select(Range);
        foreach (var (tag, _) in ranges.Where(range => range.Weight > 0).OrderByDescending(range => range.Weight))
        {
            var language = tag.Split('-')[0].ToLowerInvariant();
            if (Languages.TryGetValue(language, out var known)) return known;
        }

        return English;
    }

    /// <summary>The same sentences, naming a page and a person.</summary>
    /// <param name="page">The page's name, or null if it is not known here.</param>
    /// <param name="person">The person's name, or null if it is not known here.</param>
    /// <param name="locale">The person's locale, in which they are spoken to; null = English.</param>
    public Sentences About(string? page, string? person, string? locale = null) =>
        new(phrases, instants, page, person, locale);

    /// <summary>Why a send was refused, for somebody who looks at the thread.</summary>
    public string Of(Reason reason) => Begun(Clause("reason." + reason.Name));

    /// <summary>Why a lane stands as it does.</summary>
    public string Of(Why why) => why switch
    {
        Why.OpenedBy opened => Clause("why.opened_by", ("act", OfOpener(opened.Act)), ("at", At(opened.At))),
        Why.NeverOpened => Clause("why.never_opened"),
        Why.DeniedFor denied => Clause("why.denied_for", ("reason", Clause("reason." + denied.Reason.Name))),
        Why.NoTimeLimit => Clause("why.no_time_limit"),
        Why.Promised promised => Clause("why.promised", ("at", At(promised.At))),
        Why.NothingPromised => Clause("why.nothing_promised"),
        Why.Waits waits => Clause("why.waits", ("at", At(waits.Until))),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a message sent now owes, and why now.</summary>
    public string Of(Obligation obligation)
    {
        var (rule, moment) = (OfRule(obligation.Rule), Clause("moment." + obligation.Moment));
        return phrases.Filled("obligation", ("rule", rule), ("moment", moment));
    }

    /// <summary>What a message that owes it may say, to the person and in their language.</summary>
    public string Saying(Obligation obligation) => Disclosures.TextOf(obligation, pageName, locale);

    /// <summary>What a rule of the policy says.</summary>
    public string OfRule(string rule) => Begun(Clause("rule." + rule));

    /// <summary>What a lane carries.</summary>
    public string OfLane(string lane)
    {
        var colon = lane.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return Begun(Clause("lane." + lane));
        return Begun(Clause("lane." + lane[..colon], ("name", lane[(colon + 1)..])));
    }

    /// <summary>What a lane needs, as <c>human_author</c> or <c>feature:human_agent</c>, in words.</summary>
    public string OfNeed(string need)
    {
        if (phrases.Has("need." + need)) return Clause("need." + need);
        var colon = need.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? need : Clause("need." + need[..colon], ("name", need[(colon + 1)..]));
    }

    /// <summary>An instant as the language writes it, in UTC.</summary>
    public string At(Instant instant) => instants.Format(instant);

    private static Sentences Of(Phrases phrases) =>
        new(phrases, InstantPattern.CreateWithInvariantCulture(phrases.Text("instant")), null, null, null);

    private string Clause(string key, params ReadOnlySpan<(string Place, string Value)> more) =>
        phrases.Filled(key, [("page", page), ("person", person), .. more]);

    private string OfOpener(Openers act) =>
        Clause("opener." + JsonNamingPolicy.SnakeCaseLower.ConvertName(act.ToString()));

    private string At(Moment moment) => moment.ToInstant() is { } instant ? At(instant) : "-";

    private static string Begun(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    // A weight nobody can read counts as none: who sends it is served in another language they named, or in English.
    private static (string Tag, double Weight) Range(string range)
    {
        var parts = range.Split(';', StringSplitOptions.TrimEntries);
        if (parts.Length == 1) return (parts[0], 1);
        return parts[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(
                parts[1].AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? (parts[0], weight)
            : (parts[0], 0);
    }
}
