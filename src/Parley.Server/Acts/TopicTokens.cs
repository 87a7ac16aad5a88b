using Parley.Policy;

namespace Parley.Server.Acts;

/// <summary>Finds the token of a topic: a person has one of each.</summary>
internal static class TopicTokens
{
    /// <summary>The token of a topic the person opted in to, or null.</summary>
    public static RecurringToken? Find(ThreadState state, string topic) =>
        First(state, token => token.Topic == topic);

    /// <summary>The token of a topic or of a name, or null.</summary>
    public static RecurringToken? Find(ThreadState state, string? name, string? topic) =>
        First(state, token => token.Token == name || (topic is not null && token.Topic == topic));

    private static RecurringToken? First(ThreadState state, Func<RecurringToken, bool> named)
    {
        foreach (var token in state.Promises.Recurring)
        {
            if (token.OptedIn.Happened && named(token)) return token;
        }

        return null;
    }
}
