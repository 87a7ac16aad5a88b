namespace Parley.Wire.Content;

/// <summary>Whether a text is nothing but a word for "write me no more".</summary>
internal static class StopWord
{
    private const int Longest = 64;

    [ThreadStatic]
    private static FoldedText? folded;

    /// <summary>Whether the whole text is a stop word of some language.</summary>
    public static bool Is(string text, Lexicon lexicon)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is 0 or > Longest) return false;
        folded ??= new FoldedText();
        Span<char> kept = stackalloc char[2 * Longest];
        var length = 0;
        foreach (var letter in folded.Fold(trimmed).Letters)
        {
            if (!IsKept(letter)) continue;
            if (length == kept.Length) return false;
            kept[length++] = letter;
        }

        return lexicon.StopWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(kept[..length]);
    }

    /// <summary>A text without case, accents, spaces and punctuation.</summary>
    public static string LettersOf(ReadOnlySpan<char> text)
    {
        folded ??= new FoldedText();
        return string.Concat(folded.Fold(text).Letters.ToArray().Where(IsKept));
    }

    // INVARIANT: no word of the lexicon folds to nothing, so a text of punctuation is none.
    // Thai vowels and tones are marks, not letters, and tell words apart.
    private static bool IsKept(char letter) => char.IsLetter(letter) || letter is >= '\u0E31' and <= '\u0E4E' or '#';
}
