namespace Parley.Wire.Content;

/// <summary>One thing a review found in a message, and what it rests on.</summary>
/// <param name="Rule">The rule, from <see cref="ContentRules"/>.</param>
/// <param name="Path">The field of the strongest evidence as errors spell it: <c>message[text]</c>.</param>
/// <param name="Start">Where the evidence starts in that field, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units; 0 where the shape of the message is the evidence.</param>
/// <param name="Because">The words found, as written, the strongest first, parted by <c>; </c>. Card numbers are
/// masked.</param>
/// <param name="Confidence">How sure the review is, above 0 and below 1.</param>
/// <param name="Language">The language of the strongest evidence that has one, as ISO 639-1, else <c>und</c>.</param>
public sealed record ContentFinding(
    string Rule, string Path, int Start, int Length, string Because, double Confidence, string Language);
