namespace Parley.Wire.Sends;

/// <summary>
/// What a value may be. It reads the value, says in the platform's words what is wrong with it, and writes it down in
/// one form. Immutable and shared.
/// </summary>
internal abstract class Rule
{
    /// <summary>What is expected, in a few words for the reference page.</summary>
    public abstract string Expected { get; }

    /// <summary>The members of an object, or of the objects in a list; none for anything else.</summary>
    public virtual IReadOnlyList<Member> Members => [];

    /// <summary>Writes a value that is there at the place where the reading stands.</summary>
    /// <returns>What is wrong with it; what was written until then is of no use.</returns>
    public abstract GraphError? Write(Reading reading, Param value);
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">What it may be.</param>
/// <param name="Required">Whether it must be there.</param>
internal sealed record Member(string Name, Rule Rule, bool Required)
{
    /// <summary>A member that must be there.</summary>
    public static Member Must(string name, Rule rule) => new(name, rule, Required: true);

    /// <summary>A member that may be there.</summary>
    public static Member May(string name, Rule rule) => new(name, rule, Required: false);
}
