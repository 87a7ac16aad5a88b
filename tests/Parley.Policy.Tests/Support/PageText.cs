using Parley.Policy.Lanes;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Reads what a page and its app are from words: <c>feature</c>, <c>news</c>, <c>subscription</c>, <c>one_time</c>,
/// <c>newcomer</c>, <c>automated</c>, <c>in:FR</c>, <c>restricted:tags</c>, <c>templates:none</c>.
/// </summary>
internal static class PageText
{
    public static Standing Read(string text) =>
        text == "plain" ? Standing.Plain : text.Split(", ").Aggregate(Standing.Plain, With);

    private static Standing With(Standing page, string words)
    {
        var (word, value) = words.Split(':', 2) is [var one, var other] ? (one, other) : (words, "");
        return word switch
        {
            "feature" => page with { Features = [HumanAgent.Feature] },
            "news" => page with { NewsRegistered = true },
            "subscription" => page with { SubscriptionApproved = true },
            "one_time" => page with { OneTimeGranted = true },
            "newcomer" => page with { RecurringPartner = false },
            "automated" => page with { Automated = true },
            "templates" => page with { Templates = value is "none" ? [] : [value] },
            "pending" => page with { UnapprovedTemplates = [value] },
            "in" => page with { Place = new Place(value, null) },
            "restricted" => page with
            {
                Restrictions = page.Restrictions.Add(new Restriction(value, null, new Moment(0), Moment.Never)),
            },
            _ => throw new FormatException($"A page is no `{word}`"),
        };
    }
}
