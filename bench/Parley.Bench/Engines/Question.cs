using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Bench.Engines;

/// <summary>
/// One send to judge, as a general engine is told of it; times are milliseconds since the epoch. Together the questions
/// touch every lane a page can call for by the edition of 2021-10-01.
/// </summary>
internal sealed record Question
{
    private const int Seed = 20211001;
    private static readonly Instant Noon = Instant.FromUtc(2021, 10, 6, 12, 0);
    private static readonly long Wrote = Noon.ToUnixTimeMilliseconds();

    private static readonly string?[] Tags =
    [
        null, HumanAgent.Tag, "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "ACCOUNT_UPDATE",
        CustomerFeedback.Tag, News.Tag, "SHIPPING_UPDATE",
    ];

    private static readonly Duration[] Bounds =
        [Duration.Zero, Duration.FromHours(24), Duration.FromHours(48), Duration.FromDays(7), Duration.FromDays(365)];

    /// <summary>Whether it is asked on Instagram.</summary>
    public bool Instagram { get; init; }

    /// <summary>Whom it names: <c>person</c>, <c>token</c> (one-time notification) or <c>comment</c>.</summary>
    public string To { get; init; } = "person";

    /// <summary>What it carries: <c>text</c>, <c>survey</c> or <c>request</c> (for a one-time notification).</summary>
    public string Form { get; init; } = "text";

    /// <summary>The tag, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the person blocks the page.</summary>
    public bool Blocked { get; init; }

    /// <summary>When the page's restriction ends; 0 = it has none.</summary>
    public long RestrictedUntil { get; init; }

    /// <summary>When the person last did what opens the standard window.</summary>
    public long LastOpened { get; init; } = Wrote;

    /// <summary>When the person last wrote; the token was given and the comment made then, too.</summary>
    public long LastMessage { get; init; } = Wrote;

    /// <summary>Whether the token was used, or the comment answered, before.</summary>
    public bool Spent { get; init; }

    /// <summary>Whether the app has the feature human_agent.</summary>
    public bool Agent { get; init; }

    /// <summary>Whether the page is registered for news.</summary>
    public bool NewsPage { get; init; }

    /// <summary>Whether the page may ask for one-time notifications.</summary>
    public bool OneTime { get; init; }

    /// <summary>When it is sent.</summary>
    public long Now { get; init; }

    /// <summary>An answer in the open window: what the limit of a decision is about.</summary>
    public static Question Plain { get; } = new() { Agent = true, Now = Wrote + Milliseconds(Duration.FromHours(1)) };

    /// <summary>The same questions on every run, most of them within a millisecond of a bound.</summary>
    public static Question[] Some(int count)
    {
        var dice = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => Any(dice))];
    }

    private static Question Any(Random dice)
    {
        var opened = dice.Next(3) == 0 ? Wrote + Milliseconds(Duration.FromHours(24)) : Wrote;
        var now = Math.Max(opened, Wrote + Milliseconds(Bounds[dice.Next(Bounds.Length)]) + dice.Next(-1, 2));
        var to = dice.Next(10) switch { 0 => "token", 1 => "comment", _ => "person" };
        var tag = to is "person" && dice.Next(3) > 0 ? Tags[dice.Next(Tags.Length)] : null;
        return new()
        {
            Instagram = to is "person" && dice.Next(4) == 0,
            To = to,
            Form = to is not "person" ? "text"
                : tag is CustomerFeedback.Tag ? (dice.Next(4) > 0 ? "survey" : "text")
                : tag is null && dice.Next(4) == 0 ? (dice.Next(2) == 0 ? "survey" : "request")
                : "text",
            Tag = tag,
            Blocked = dice.Next(10) == 0,
            RestrictedUntil = dice.Next(8) == 0 ? now + dice.Next(-1, 2) : 0,
            LastOpened = opened,
            Spent = dice.Next(3) == 0,
            Agent = dice.Next(4) > 0,
            NewsPage = dice.Next(2) == 0,
            OneTime = dice.Next(3) > 0,
            Now = now,
        };
    }

    private static long Milliseconds(Duration duration) => (long)duration.TotalMilliseconds;
}
