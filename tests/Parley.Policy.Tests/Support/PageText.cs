using System.Collections.Frozen;
using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Reads what is known of page and app from words: <c>human_agent</c>, <c>news</c>, <c>approved</c>, <c>one_time</c>,
/// <c>automated</c>, <c>no_route</c>, <c>newcomer</c>, <c>strict</c>, <c>in=DE</c>, <c>european</c>,
/// <c>templates=a,b</c>, <c>restricted=all:3d:1d</c> (from three days ago to one day ago), <c>ended=media:1h</c>.
/// </summary>
internal static class PageText
{
    public static Standing Read(string text, Instant now) =>
        (text == "plain" ? [] : text.Split(' ')).Aggregate(Standing.Plain, (page, word) => With(page, word, now));

    private static Standing With(Standing page, string word, Instant now)
    {
        var parts = word.Split('=');
        return parts[0] switch
        {
            "human_agent" => page with { Features = FrozenSet.Create(HumanAgent.Feature) },
            "news" => page with { NewsRegistered = true },
            "approved" => page with { SubscriptionApproved = true },
            "one_time" => page with { OneTimeGranted = true },
            "automated" => page with { Automated = true },
            "no_route" => page with { HumanRoute = false },
            "newcomer" => page with { RecurringPartner = false },
            "strict" => page with { Mode = Mode.Strict },
            "european" => page with { EuropeanPrivacy = true },
            "in" => page with { Place = Given.Place(parts[1].Split(':')) },
            "templates" => page with { Templates = FrozenSet.ToFrozenSet(parts[1].Split(',')) },
            "restricted" => page with { Restrictions = page.Restrictions.Add(Restricted(parts[1].Split(':'), now)) },
            "ended" => page with { EndedBroadcasts = Ended(parts[1].Split(':'), now) },
            _ => throw new FormatException($"Not known of pages: {word}"),
        };
    }

    // The lane's name may itself hold a colon, as in tag:ACCOUNT_UPDATE.
    private static Restriction Restricted(string[] words, Instant now) => new(
        string.Join(':', words[..^2]),
        null,
        Ago(words[^2], now),
        words[^1] == "open" ? Moment.Never : Ago(words[^1], now));

    private static FrozenDictionary<string, Moment> Ended(string[] words, Instant now) =>
        FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(words[0], Ago(words[1], now))]);

    private static Moment Ago(string age, Instant now) =>
        Moment.Of(age.StartsWith('+') ? now + Given.Length(age[1..]) : now - Given.Length(age));
}
