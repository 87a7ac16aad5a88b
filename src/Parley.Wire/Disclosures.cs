using System.Collections.Frozen;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>
/// What an automated message may say of itself, in the person's language, from the embedded
/// <c>disclosures.&lt;locale&gt;.json</c>: one text for each of the three moments.
/// </summary>
/// <remarks>
/// Source: the samples of developers.facebook.com, Messenger Platform policy overview, in English and Japanese; the
/// other languages are ours.
/// </remarks>
public static class Disclosures
{
    private static readonly FrozenDictionary<string, Phrases> Locales =
        Phrases.Load(typeof(Disclosures).Assembly, "disclosures");

    /// <summary>The languages and locales there are.</summary>
    public static IEnumerable<string> Codes => Locales.Keys.Order(StringComparer.Ordinal);

    /// <summary>The text for a moment: in the very locale, else in its language, else in English.</summary>
    /// <param name="obligation">What is owed.</param>
    /// <param name="page">The page's name; null where it is not known.</param>
    /// <param name="locale">The person's locale, as <c>pt_BR</c>; null = English.</param>
    public static string TextOf(Obligation obligation, string? page, string? locale)
    {
        var texts = TextsOf(locale ?? Phrases.Default);
        var unnamed = $"{obligation.Moment}.unnamed";
        return page is null && texts.Has(unnamed)
            ? texts.Text(unnamed)
            : texts.Filled(obligation.Moment, ("page", page ?? ""));
    }

    private static Phrases TextsOf(string locale) =>
        Locales.TryGetValue(locale, out var exact) ? exact
        : Locales.TryGetValue(locale.Split('_', '-')[0], out var language) ? language
        : Locales[Phrases.Default];
}
