using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Parley.Policy;

/// <summary>An immutable list compared by its items, for use inside records. The default is empty.</summary>
/// <typeparam name="T">The items' type, itself compared by value.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T>(ImmutableArray<T> items) : IEquatable<ValueList<T>>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> items = items;

    /// <summary>The items.</summary>
    public ReadOnlySpan<T> Span => items.IsDefault ? default : items.AsSpan();

    /// <summary>How many there are.</summary>
    public int Count => items.IsDefault ? 0 : items.Length;

    /// <summary>One item.</summary>
    public T this[int index] => items[index];

    /// <summary>This list with one more item at its end.</summary>
    public ValueList<T> Add(T item) => new(items.IsDefault ? [item] : items.Add(item));

    /// <summary>This list with one item replaced.</summary>
    public ValueList<T> SetItem(int index, T item) => new(items.SetItem(index, item));

    /// <summary>This list with an item put before another.</summary>
    public ValueList<T> Insert(int index, T item) => new(items.IsDefault ? [item] : items.Insert(index, item));

    /// <summary>This list without one item.</summary>
    public ValueList<T> RemoveAt(int index) => new(items.RemoveAt(index));

    /// <summary>For collection expressions and foreach.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Span) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Equal by items.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Different by items.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);
}

/// <summary>Builds lists for collection expressions.</summary>
public static class ValueList
{
    /// <summary>A list of the given items.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T>
        => new([.. items]);
}
