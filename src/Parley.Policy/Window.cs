using NodaTime;

namespace Parley.Policy;

/// <summary>
/// A span in which something is permitted, opened by an act of the person. The only place that compares bounds:
/// a window is closed at its end, so the last millisecond still counts and the next one does not.
/// </summary>
/// <remarks>
/// Meta says "within 24 hours" and "up to 7 days" and never defines the bound
/// (developers.facebook.com, Messenger Platform policy overview); taking it as inclusive is our reading.
/// </remarks>
/// <param name="OpenedAt">When the act happened, by the act's own timestamp.</param>
/// <param name="Length">How long it permits.</param>
public readonly record struct Window(Moment OpenedAt, Duration Length)
{
    /// <summary>The last moment that is still inside, or <see cref="Moment.Never"/> if nothing opened it.</summary>
    public Moment End => OpenedAt.Plus((long)Length.TotalMilliseconds);

    /// <summary>
    /// Whether <paramref name="now"/> is inside: at the end exactly it is, a millisecond later it is not.
    /// </summary>
    public bool Contains(Moment now) => OpenedAt.Happened && now <= End;
}
