using NodaTime;
using Parley.Server.Clock;

namespace Parley.Server.Endpoints.V1;

/// <summary>The clock as it stands.</summary>
/// <param name="Now">The platform's time.</param>
/// <param name="Mode"><c>real</c> or <c>virtual</c>.</param>
/// <param name="Running">Whether time passes by itself.</param>
/// <param name="Moved">After an advance: whether there was anything to move to.</param>
internal sealed record ClockAnswer(Instant Now, string Mode, bool Running, bool? Moved)
{
    public const string Real = "real";
    public const string Virtual = "virtual";

    public static ClockAnswer Of(IPlatformClock clock, bool? moved = null) =>
        new(clock.GetCurrentInstant(), clock.Virtual ? Virtual : Real, clock.Running, moved);
}
