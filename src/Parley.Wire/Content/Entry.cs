namespace Parley.Wire.Content;

/// <summary>Phrases of one meaning: what they speak for, what they speak against, and why.</summary>
/// <param name="Number">Its place among all entries.</param>
/// <param name="Language">ISO 639-1, or <c>und</c> for what every language says.</param>
/// <param name="Why">The reason, for whoever edits the lexicon.</param>
/// <param name="Reach">How far a calming reaches.</param>
/// <param name="Weights">What it adds to a rule, by <see cref="ContentRules.All"/>; below zero it calms.</param>
internal sealed record Entry(int Number, string Language, string Why, Reach Reach, (int Rule, double Weight)[] Weights)
{
    /// <summary>Function words, which weigh nothing and tell the language.</summary>
    public bool IsMark => Weights.Length == 0;
}

/// <summary>How far an entry that calms reaches.</summary>
internal enum Reach : byte
{
    /// <summary>The sentence it stands in.</summary>
    Sentence = 0,

    /// <summary>The whole message.</summary>
    Message = 1,
}
