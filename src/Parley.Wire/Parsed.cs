using System.Diagnostics.CodeAnalysis;

namespace Parley.Wire;

/// <summary>What came of reading: a value, or the error the client gets. Closed.</summary>
/// <typeparam name="T">The value read.</typeparam>
public abstract record Parsed<T>
{
    private Parsed()
    {
    }

    /// <summary>Whether a value was read; exactly one of the two is not null.</summary>
    public bool Try([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out GraphError? error)
    {
        (value, error) = this is Ok ok ? (ok.Value, null) : (default(T), ((Bad)this).Error);
        return error is null;
    }

    /// <summary>Read.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Ok(T Value) : Parsed<T>;

    /// <summary>Refused.</summary>
    /// <param name="Error">What the client is told.</param>
    public sealed record Bad(GraphError Error) : Parsed<T>;
}
