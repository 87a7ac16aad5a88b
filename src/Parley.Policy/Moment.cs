using NodaTime;

namespace Parley.Policy;

/// <summary>
/// An instant as the platform tells time, in whole milliseconds of the Unix epoch, or <see cref="Never"/>.
/// Thread state keeps moments instead of instants: eight bytes each, and the later of two is one comparison.
/// </summary>
/// <param name="Milliseconds">Milliseconds since 1970-01-01T00:00:00Z.</param>
public readonly record struct Moment(long Milliseconds) : IComparable<Moment>
{
    /// <summary>Earlier than everything that ever happened.</summary>
    public static readonly Moment Never = new(long.MinValue);

    /// <summary>Whether it happened at all.</summary>
    public bool Happened => Milliseconds != long.MinValue;

    /// <summary>The millisecond an instant falls in.</summary>
    public static Moment Of(Instant instant) => new(instant.ToUnixTimeMilliseconds());

    /// <summary>The instant, or null for <see cref="Never"/>.</summary>
    public Instant? ToInstant() => Happened ? Instant.FromUnixTimeMilliseconds(Milliseconds) : null;

    /// <summary>This moment moved by a length; <see cref="Never"/> stays never.</summary>
    public Moment Plus(long milliseconds) => Happened ? new Moment(Milliseconds + milliseconds) : Never;

    /// <summary>The later of two moments.</summary>
    public static Moment Later(Moment one, Moment other) => one.Milliseconds >= other.Milliseconds ? one : other;

    /// <inheritdoc/>
    public int CompareTo(Moment other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Strictly earlier.</summary>
    public static bool operator <(Moment left, Moment right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Strictly later.</summary>
    public static bool operator >(Moment left, Moment right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Earlier or the same millisecond.</summary>
    public static bool operator <=(Moment left, Moment right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Later or the same millisecond.</summary>
    public static bool operator >=(Moment left, Moment right) => left.Milliseconds >= right.Milliseconds;
}
