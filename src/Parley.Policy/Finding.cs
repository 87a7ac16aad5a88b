namespace Parley.Policy;

/// <summary>How grave a finding is.</summary>
public enum FindingLevel : byte
{
    /// <summary>Recommended, not required.</summary>
    Advise = 0,

    /// <summary>The policy forbids it, though the wire may accept it.</summary>
    Violation = 1,
}

/// <summary>What the rules say against a send that the wire accepts: the policy half of a decision.</summary>
/// <param name="Rule">The rule's name in snake_case, from the closed list of the reference.</param>
/// <param name="Level">Advice or violation.</param>
/// <param name="Because">What it rests on: the words found, or the fact.</param>
public sealed record Finding(string Rule, FindingLevel Level, string Because)
{
    /// <summary>The words in the message it rests on; null where it rests on a fact.</summary>
    public Passage? Passage { get; init; }
}
