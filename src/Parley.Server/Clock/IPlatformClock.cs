using NodaTime;

namespace Parley.Server.Clock;

/// <summary>
/// The one clock of the platform, in whole milliseconds: real, or virtual and then frozen or running.
/// </summary>
public interface IPlatformClock : IClock
{
    /// <summary>Whether time is the machine's.</summary>
    bool Virtual { get; }

    /// <summary>Whether time passes by itself.</summary>
    bool Running { get; }

    /// <summary>
    /// Changes mode, time and running; time only moves forward. Completes when the change is stored and all that fell
    /// due is done.
    /// </summary>
    /// <exception cref="ClockException">The change is impossible; the message says why.</exception>
    Task Set(bool? @virtual, Instant? now, bool? running, CancellationToken cancel);

    /// <summary>Moves a virtual clock to an instant, firing everything due on the way at its own instant.</summary>
    /// <exception cref="ClockException">The clock is real, or the instant is past.</exception>
    Task AdvanceTo(Instant target, CancellationToken cancel);

    /// <summary>
    /// Moves a virtual clock to the next thing that falls due or the next window that closes; null if there is none.
    /// </summary>
    /// <exception cref="ClockException">The clock is real.</exception>
    Task<Instant?> AdvanceToNext(CancellationToken cancel);
}

/// <summary>A clock cannot do what was asked.</summary>
public sealed class ClockException : Exception
{
    /// <summary>With the field at fault and a message for a person.</summary>
    public ClockException(string field, string message)
        : base(message) => Field = field;

    /// <summary>With a message for a person and the cause.</summary>
    public ClockException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>With a message for a person.</summary>
    public ClockException(string message)
        : base(message)
    {
    }

    /// <summary>Without a message.</summary>
    public ClockException()
    {
    }

    /// <summary>The request's field at fault.</summary>
    public string Field { get; } = "";
}
