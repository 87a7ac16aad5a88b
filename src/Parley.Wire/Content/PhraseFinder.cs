using System.Runtime.InteropServices;

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
    private readonly List<Begun> begun = [];

    // The last begun of each phrase, by the phrase's number, where it was begun in this sentence.
    private readonly (int Sentence, int At)[] lastBegun = new (int, int)[lexicon.PhraseCount];
    private int sentence;
    private int moment;

    /// <summary>Forgets the sentences of the message before.</summary>
    public void Restart() => sentence = 0;

    /// <summary>Adds every phrase of one field; a field starts a sentence.</summary>
    public void Find(ReadOnlySpan<char> text, int field, List<Sighting> sightings)
    {
        folded.Fold(text);
        hits.Clear();
        Forget();
        lexicon.Tree.Find(folded.Letters, hits);
        var letters = folded.Letters;
        var writesAccents =
            text.IndexOfAnyInRange('\u00C0', '\u024F') >= 0 || text.IndexOfAnyInRange('\u1E00', '\u1EFF') >= 0;
        var read = 0;
        foreach (var hit in CollectionsMarshal.AsSpan(hits))
        {
            for (; read < hit.Start; read++)
            {
                if (letters[read] != FoldedText.Break) continue;
                sentence++;
                Forget();
            }

            FindUses(hit, text, writesAccents, field, sightings);
        }

        for (; read < letters.Length; read++)
        {
            if (letters[read] == FoldedText.Break) sentence++;
        }

        sentence++;
    }

    private void FindUses(
        PhraseTree.Hit hit, ReadOnlySpan<char> text, bool writesAccents, int field, List<Sighting> sightings)
    {
        var letters = folded.Letters;
        var isStart = hit.Start == 0 || !FoldedText.IsWordLetter(letters[hit.Start - 1]);
        var isEnd = hit.End == letters.Length || !FoldedText.IsWordLetter(letters[hit.End]);
        foreach (ref readonly var use in lexicon.Uses[hit.Number].AsSpan())
        {
            if (!(use.OpenLeft || isStart) || !(use.OpenRight || isEnd)) continue;
            if (use.Part > 0 && lastBegun[use.Number].Sentence != moment) continue;
            if (use.IsPicky)
            {
                var source = text[folded.StartOf(hit.Start)..folded.EndOf(hit.End - 1)];
                if (!use.Spelling.Counts(source) || (writesAccents && !use.Spelling.AgreesWith(source))) continue;
            }

            Take(in use, hit, field, sightings);
        }
    }

    private void Take(in Lexicon.Use use, PhraseTree.Hit hit, int field, List<Sighting> sightings)
    {
        var start = hit.Start;
        if (use.Part > 0 && !Continues(in use, hit, out start)) return;
        if (use.IsLast)
        {
            sightings.Add(new Sighting(
                use.Phrase, sentence, field, folded.StartOf(start), folded.EndOf(hit.End - 1)));
            return;
        }

        ref var last = ref lastBegun[use.Number];
        begun.Add(new Begun(use.Part + 1, start, hit.End, last.Sentence == moment ? last.At : -1));
        last = (moment, begun.Count - 1);
    }

    private bool Continues(in Lexicon.Use use, PhraseTree.Hit hit, out int start)
    {
        for (var at = lastBegun[use.Number].At; at >= 0; at = begun[at].Before)
        {
            var (parts, from, end, _) = begun[at];
            if (parts != use.Part || end > hit.Start) continue;
            start = from;
            return hit.Start - end <= settings.LongestGap;
        }

        start = 0;
        return false;
    }

    private void Forget()
    {
        begun.Clear();
        moment++;
    }

    /// <summary>A phrase whose next part may come.</summary>
    /// <param name="Parts">How many of its parts were found.</param>
    /// <param name="Start">Where it starts, in folded characters.</param>
    /// <param name="End">Where what was found of it ends.</param>
    /// <param name="Before">The one of the same phrase begun before, or -1.</param>
    private readonly record struct Begun(int Parts, int Start, int End, int Before);
}
