using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Theorems;

/// <summary>How a send claims each lane: with every token or comment the thread has, where it takes one.</summary>
internal static class Claims
{
    public static IEnumerable<SendRequest> Of(string lane, in ThreadState state)
    {
        var promises = state.Promises;
        return lane switch
        {
            "standard" or "ad" or "plus_one" => [Text("RESPONSE")],
            "one_time_notification" => Each(promises.OneTime, one => one.Token, "to=one_time_token"),
            "recurring" => Each(promises.Recurring, one => one.Token, "to=recurring_token"),
            "private_reply" => Each(promises.Comments, one => one.Id, "to=comment"),
            "sponsored" => [Text("to=campaign:a_new_one")],
            "marketing" => [Text("to=marketing")],
            "utility" => [Text("UTILITY form=utility title=t/en")],
            "human_agent" => [Text("tag=HUMAN_AGENT by=human")],
            "customer_feedback" => [Text("tag=CUSTOMER_FEEDBACK form=survey")],
            "news" => [Text("tag=NON_PROMOTIONAL_SUBSCRIPTION")],
            _ when lane.StartsWith("tag:", StringComparison.Ordinal) => [Text($"tag={lane[4..]}")],
            _ => throw new ArgumentOutOfRangeException(nameof(lane), lane, "say here how a send claims this lane"),
        };
    }

    private static SendRequest Text(string send) => SendText.Read(send, Channel.Messenger);

    private static IEnumerable<SendRequest> Each<T>(ValueList<T> promised, Func<T, string> nameOf, string to)
        where T : IEquatable<T>
        => promised.Span.ToArray().Select(one => Text($"{to}:{nameOf(one)}"));
}
