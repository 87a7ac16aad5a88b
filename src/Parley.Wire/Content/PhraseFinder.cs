namespace Parley.Wire.Content;

/// <summary>One phrase found in a message.</summary>
/// <param name="Phrase">The phrase.</param>
/// <param name="Sentence">The sentence it stands in, counted through the message.</param>
/// <param name="Field">The field it stands in.</param>
/// <param name="Start">Where it starts in the field.</param>
/// <param name="End">Where it ends in the field, exclusive.</param>
internal readonly record struct Sighting(Phrase Phrase, int Sentence, int Field, int Start, int End);

/// <summary>Turns the strings found in a text into phrases: whole words, parts in order within one sentence.</summary>
internal sealed class PhraseFinder(Lexicon lexicon, ReviewSettings settings)
{
    private readonly FoldedText folded = new();
    private readonly List<PhraseTree.Hit> hits = [];
    private readonly List<(Phrase Phrase, int Parts, int Start, int End)> begun = [];
    private int sentence;

    /// <summary>Forgets the sentences of the message before.</summary>
    public void Restart() => sentence = 0;

    /// <summary>Adds every phrase of one field; a field starts a sentence.</summary>
    public void Find(ReadOnlySpan<char> text, int field, List<Sighting> sightings)
    {
        folded.Fold(text);
        hits.Clear();
        begun.Clear();
        lexicon.Tree.Find(folded.Letters, hits);
        var letters = folded.Letters;
        var writesAccents =
            text.IndexOfAnyInRange('\u00C0', '\u024F') >= 0 || text.IndexOfAnyInRange('\u1E00', '\u1EFF') >= 0;
        var read = 0;
        foreach (var hit in hits)
        {
            for (; read < hit.Start; read++)
            {
                if (letters[read] != FoldedText.Break) continue;
                sentence++;
                begun.Clear();
            }

            foreach (var use in lexicon.Uses[hit.Number])
            {
                var part = use.Phrase.Parts[use.Part];
                var source = text[folded.StartOf(hit.Start)..folded.EndOf(hit.End - 1)];
                if (part.Fits(letters, hit.Start, hit.End) && part.Counts(source)
                    && (!writesAccents || part.AgreesWith(source)))
                    Take(use, hit, field, sightings);
            }
        }

        for (; read < letters.Length; read++)
        {
            if (letters[read] == FoldedText.Break) sentence++;
        }

        sentence++;
    }

    private void Take(Lexicon.Use use, PhraseTree.Hit hit, int field, List<Sighting> sightings)
    {
        var start = hit.Start;
        if (use.Part > 0 && !Continues(use, hit, out start)) return;
        if (use.Part == use.Phrase.Parts.Length - 1)
            sightings.Add(new Sighting(
                use.Phrase, sentence, field, folded.StartOf(start), folded.EndOf(hit.End - 1)));
        else begun.Add((use.Phrase, use.Part + 1, start, hit.End));
    }

    private bool Continues(Lexicon.Use use, PhraseTree.Hit hit, out int start)
    {
        for (var at = begun.Count - 1; at >= 0; at--)
        {
            var (phrase, parts, from, end) = begun[at];
            if (phrase != use.Phrase || parts != use.Part || end > hit.Start) continue;
            start = from;
            return hit.Start - end <= settings.LongestGap;
        }

        start = 0;
        return false;
    }
}
