namespace Parley.Storage;

/// <summary>Something in a store that should not be.</summary>
/// <param name="Where">What it concerns, as <c>row 17</c> or <c>snapshot 1/101</c>.</param>
/// <param name="Text">What is wrong, for a person.</param>
/// <param name="Rebuildable">Whether <c>parley store rebuild</c> mends it; else the journal itself is damaged.</param>
public sealed record StoreFinding(string Where, string Text, bool Rebuildable)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {Text}";
}
