namespace Parley.Wire.Content;

/// <summary>
/// One way to say something, as a lexicon writes it: an example. Numbers, percentages and sums stand for any;
/// <c>*</c> at an end lets the word go on, <c>..</c> lets other words of the same sentence stand between.
/// </summary>
/// <param name="Entry">The entry it belongs to.</param>
/// <param name="Parts">Its parts in order.</param>
/// <param name="IsOneWord">Whether it is a single word of a script that needs its language to be sure.</param>
internal sealed record Phrase(Entry Entry, PhrasePart[] Parts, bool IsOneWord)
{
    /// <summary>Reads a phrase.</summary>
    /// <exception cref="InvalidDataException">A part is nothing, or any number: a defect of the lexicon.</exception>
    public static Phrase Read(string written, Entry entry)
    {
        var parts = written.Split("..").Select(part => PhrasePart.Read(part, written)).ToArray();
        var isOneWord = parts.Length == 1 && parts[0].Text.All(FoldedText.IsWordLetter);
        return new Phrase(entry, parts, isOneWord);
    }
}

/// <summary>A run of characters to find, and what may stand beside it.</summary>
/// <param name="Text">The characters, folded.</param>
/// <param name="OpenLeft">Whether a word may start before it.</param>
/// <param name="OpenRight">Whether the word may go on.</param>
internal sealed record PhrasePart(string Text, bool OpenLeft, bool OpenRight)
{
    public static PhrasePart Read(string written, string phrase)
    {
        var bare = written.Trim();
        var folded = new FoldedText().Fold(bare.Trim('*')).Letters.ToString().Trim(FoldedText.Break);
        if (folded.Trim(FoldedText.Number).Length == 0)
            throw new InvalidDataException($"The phrase `{phrase}` has a part that any number or nothing would be.");
        return new PhrasePart(
            folded,
            bare.StartsWith('*') || !FoldedText.IsWordLetter(folded[0]),
            bare.EndsWith('*') || !FoldedText.IsWordLetter(folded[^1]));
    }

    /// <summary>Whether a place in a text is this part and not a piece of other words.</summary>
    public bool Fits(ReadOnlySpan<char> text, int start, int end) =>
        (OpenLeft || start == 0 || !FoldedText.IsWordLetter(text[start - 1]))
        && (OpenRight || end == text.Length || !FoldedText.IsWordLetter(text[end]));
}
