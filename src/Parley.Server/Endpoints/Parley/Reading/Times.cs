using NodaTime;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary>Which times this API takes: whole milliseconds between 1970 and 9999, and durations above zero.</summary>
internal static class Times
{
    /// <summary>What an instant has to look like.</summary>
    public const string InstantExpected = "must be an instant as ISO 8601 in UTC, such as 2021-10-06T09:00:00.000Z";

    /// <summary>What a duration has to look like.</summary>
    public const string DurationExpected =
        "must be a positive duration as ISO 8601 of weeks and less, such as PT25H or P7D";

    private static readonly Instant Earliest = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 1, 1, 0, 0);

    /// <summary>Reads an instant, cut to whole milliseconds; any offset is accepted.</summary>
    public static bool TryParseInstant(string text, out Instant instant)
    {
        if (!IsoInstant.TryParse(text, out instant) || instant < Earliest || instant >= Latest) return false;
        instant = Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
        return true;
    }

    /// <summary>Reads a duration of at least a millisecond.</summary>
    public static bool TryParseDuration(string text, out Duration duration) =>
        IsoDuration.TryParse(text, out duration) && duration >= Duration.FromMilliseconds(1);
}
