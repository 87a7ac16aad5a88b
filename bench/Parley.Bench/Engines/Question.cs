using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Bench.Engines;

/// <summary>One send to judge, as a general engine is told of it; times are milliseconds since the epoch.</summary>
/// <param name="Blocked">Whether the person blocks the page.</param>
/// <param name="LastOpened">When the person last did what opens the standard window.</param>
/// <param name="LastMessage">When the person last wrote.</param>
/// <param name="Tag">The tag, or null for a plain answer.</param>
/// <param name="Granted">Whether the app has the feature human_agent.</param>
/// <param name="Now">When it is sent.</param>
internal sealed record Question(bool Blocked, long LastOpened, long LastMessage, string? Tag, bool Granted, long Now)
{
    private const int Seed = 20211001;
    private static readonly Instant Noon = Instant.FromUtc(2021, 10, 6, 12, 0);

    private static readonly string?[] Tags =
    [
        null, null, null, HumanAgent.Tag, HumanAgent.Tag, "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE",
        "ACCOUNT_UPDATE",
    ];

    private static readonly Duration[] Bounds =
        [Duration.Zero, Duration.FromHours(24), Duration.FromHours(48), Duration.FromDays(7)];

    /// <summary>The same questions on every run, most of them within a millisecond of a bound.</summary>
    public static Question[] Some(int count)
    {
        var dice = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => Any(dice))];
    }

    /// <summary>An answer in the open window: what the limit of a decision is about.</summary>
    public static Question Plain { get; } = new(
        false, Noon.ToUnixTimeMilliseconds(), Noon.ToUnixTimeMilliseconds(), null, true,
        (Noon + Duration.FromHours(1)).ToUnixTimeMilliseconds());

    private static Question Any(Random dice)
    {
        var wrote = Noon.ToUnixTimeMilliseconds();
        var reacted = dice.Next(3) == 0 ? wrote + (long)Duration.FromHours(24).TotalMilliseconds : wrote;
        var bound = (long)Bounds[dice.Next(Bounds.Length)].TotalMilliseconds;
        var now = Math.Max(reacted, wrote + bound + dice.Next(-1, 2));
        return new Question(dice.Next(8) == 0, reacted, wrote, Tags[dice.Next(Tags.Length)], dice.Next(4) > 0, now);
    }
}
