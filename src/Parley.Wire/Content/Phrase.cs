namespace Parley.Wire.Content;

/// <summary>
/// One way to say something, as a lexicon writes it: an example. Numbers, percentages and sums stand for any;
/// <c>*</c> at an end lets the word go on, <c>..</c> lets other words of the same sentence stand between; after
/// <c>=</c> the digits are meant as they stand: <c>=1 to 5</c> is a scale, from 9 to 5 a shop is open.
/// </summary>
/// <param name="Entry">The entry it belongs to.</param>
/// <param name="Parts">Its parts in order.</param>
/// <param name="IsOneWord">Whether it is a single word of a script that needs its language to be sure.</param>
internal sealed record Phrase(Entry Entry, PhrasePart[] Parts, bool IsOneWord)
{
    /// <summary>Reads a phrase.</summary>
    /// <exception cref="InvalidDataException">Nothing is left of it, or any amount would be it: a defect.</exception>
    public static Phrase Read(string written, Entry entry, bool accentsMatter)
    {
        var parts = written.Split("..").Select(part => PhrasePart.Read(part, written, accentsMatter)).ToArray();
        if (parts.All(part => part.Text.All(FoldedText.IsSign)))
            throw new InvalidDataException($"The phrase `{written}` is any amount.");
        var isOneWord = parts.Length == 1 && parts[0].Text.All(FoldedText.IsWordLetter);
        return new Phrase(entry, parts, isOneWord);
    }
}

/// <summary>A run of characters to find, and what may stand beside it.</summary>
/// <param name="Text">The characters, folded.</param>
/// <param name="OpenLeft">Whether a word may start before it.</param>
/// <param name="OpenRight">Whether the word may go on.</param>
/// <param name="Accented">Its letters with their accents, where a text that writes accents must agree.</param>
/// <param name="Digits">
/// Its digits, where they are meant or it is hardly more than digits: <c>2x1</c> is an offer, 10x15 a size.
/// </param>
internal sealed record PhrasePart(string Text, bool OpenLeft, bool OpenRight, string? Accented, string? Digits)
{
    private const int FewLetters = 3;
    private const char ExactDigits = '=';

    /// <summary>Reads one part of a phrase.</summary>
    public static PhrasePart Read(string written, string phrase, bool accentsMatter)
    {
        var isExact = written.TrimStart().StartsWith(ExactDigits);
        var bare = written.Trim().TrimStart(ExactDigits);
        var folded = new FoldedText().Fold(bare.Trim('*')).Letters.ToString().Trim(FoldedText.Break);
        if (folded.Length == 0)
            throw new InvalidDataException($"The phrase `{phrase}` has a part without characters.");
        return new PhrasePart(
            folded,
            bare.StartsWith('*') || !FoldedText.IsWordLetter(folded[0]),
            bare.EndsWith('*') || !FoldedText.IsWordLetter(folded[^1]),
            accentsMatter ? string.Concat(bare.Where(char.IsLetter)).ToLowerInvariant() : null,
            isExact || (folded.Count(FoldedText.IsWordLetter) <= FewLetters
                && folded.Count(letter => letter == FoldedText.Number) > 1)
                ? string.Concat(bare.Where(FoldTable.IsDigit)) : null);
    }

    /// <summary>Whether a text has these digits, if they matter.</summary>
    public bool Counts(ReadOnlySpan<char> source)
    {
        if (Digits is null) return true;
        var at = 0;
        foreach (var letter in source)
        {
            if (!FoldTable.IsDigit(letter)) continue;
            if (at == Digits.Length || FoldTable.Of(letter) != Digits[at]) return false;
            at++;
        }

        return at == Digits.Length;
    }

    /// <summary>
    /// Whether a text that writes accents writes these: in Vietnamese they tell a sale (<c>bán</c>) from a friend
    /// (<c>bạn</c>). To be asked of texts that write accents somewhere; who writes none is believed.
    /// </summary>
    public bool AgreesWith(ReadOnlySpan<char> source)
    {
        if (Accented is null) return true;
        var at = 0;
        foreach (var letter in source)
        {
            if (!char.IsLetter(letter)) continue;
            if (at == Accented.Length || char.ToLowerInvariant(letter) != Accented[at]) return false;
            at++;
        }

        return at == Accented.Length;
    }
}
