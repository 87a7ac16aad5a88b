namespace Parley.Wire.Content;

/// <summary>
/// Which languages a message is in, by the function words and phrases found. It drops phrases of one word that are
/// another language's false friends, and what two languages both claim at the same place.
/// </summary>
internal sealed class LanguageGuess
{
    private readonly int[] counts;
    private readonly int[] languageOf;
    private readonly double share;

    public LanguageGuess(Lexicon lexicon, ReviewSettings settings)
    {
        counts = new int[lexicon.Languages.Length];
        languageOf = [.. lexicon.Entries.Select(entry => Array.IndexOf(lexicon.Languages, entry.Language))];
        share = settings.LanguageShare;
    }

    /// <summary>Leaves only the phrases that count, in their order.</summary>
    public void Settle(List<Sighting> sightings)
    {
        Array.Clear(counts);
        foreach (var sighting in sightings)
        {
            var language = languageOf[sighting.Phrase.Entry.Number];
            if (language >= 0) counts[language] += sighting.Phrase.IsOneWord ? 1 : 2;
        }

        var most = 0;
        foreach (var count in counts) most = Math.Max(most, count);
        var kept = 0;
        for (var at = 0; at < sightings.Count; at++)
        {
            var sighting = sightings[at];
            if (sighting.Phrase.Entry.IsMark || IsForeign(sighting, most)) continue;
            if (kept > 0 && TwinOf(sightings, kept, sighting) is >= 0 and var twin)
            {
                if (CountOf(sighting) > CountOf(sightings[twin])) sightings[twin] = sighting;
                continue;
            }

            sightings[kept++] = sighting;
        }

        sightings.RemoveRange(kept, sightings.Count - kept);
    }

    private bool IsForeign(Sighting sighting, int most) =>
        sighting.Phrase.IsOneWord
        && languageOf[sighting.Phrase.Entry.Number] is >= 0 and var language
        && counts[language] < most * share;

    private int CountOf(Sighting sighting) =>
        languageOf[sighting.Phrase.Entry.Number] is >= 0 and var language ? counts[language] : int.MaxValue;

    /// <summary>The same words read as another language's.</summary>
    private static int TwinOf(List<Sighting> sightings, int kept, Sighting sighting)
    {
        for (var at = kept - 1; at >= 0 && sightings[at].Sentence == sighting.Sentence; at--)
        {
            var other = sightings[at];
            if (other.Field == sighting.Field && other.Start == sighting.Start && other.End == sighting.End
                && other.Phrase.Entry.Language != sighting.Phrase.Entry.Language
                && IsCalm(other) == IsCalm(sighting)) return at;
        }

        return -1;
    }

    private static bool IsCalm(Sighting sighting) => sighting.Phrase.Entry.Weights[0].Weight < 0;
}
