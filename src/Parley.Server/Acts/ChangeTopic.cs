using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person stops the recurring notifications of a topic, or resumes them.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "messaging_optins".</remarks>
/// <param name="Token">The token; or</param>
/// <param name="Topic">the topic.</param>
/// <param name="Stops">Whether they stop.</param>
internal sealed record ChangeTopic(string? Token, string? Topic, bool Stops) : IAct
{
    public static IAct ReadStop(Fields fields) => Read(fields, stops: true);

    public static IAct ReadResume(Fields fields) => Read(fields, stops: false);

    public ActPlan Plan(ActScene scene)
    {
        if (TopicTokens.Find(scene.State, Token, Topic) is not { } known)
        {
            return new ActPlan.Impossible(
                Token is null ? "topic" : "token",
                "The person opted in to no such notifications. They did to: " + Listed(scene.State) + ".");
        }

        var body = (OptIn(scene, known.Token) ?? new NotificationBody { Token = known.Token, Title = known.Topic }) with
        {
            OptedIn = known.OptedIn.Milliseconds,
        };
        return new ActPlan.Possible(
            Stops ? EventKind.TopicStopped : EventKind.TopicResumed,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.NotificationBody))
        {
            Refusal = state => TopicTokens.Find(state, known.Token, null) is { IsStopped: var stopped }
                && stopped == Stops
                    ? Stops ? "The person stopped these notifications already." : "Nothing is stopped: they go on."
                    : null,
        };
    }

    // What the person last agreed to: the webhook tells it again.
    private static NotificationBody? OptIn(ActScene scene, string token)
    {
        foreach (var row in scene.NewestFirst())
        {
            if (row.Kind is not EventKind.RecurringOptIn) continue;
            var body = JsonSerializer.Deserialize(row.Body.Span, StoredJson.Default.NotificationBody)!;
            if (body.Token == token) return body;
        }

        return null;
    }

    private static ChangeTopic Read(Fields fields, bool stops)
    {
        var (token, topic) = (fields.Text("token"), fields.Text("topic"));
        if (!fields.Has("token") && !fields.Has("topic")) fields.Refuse("token", "is required, or `topic`");
        if (fields.Has("token") && fields.Has("topic"))
            fields.Refuse("topic", "stands in place of `token`, not beside it");
        return new ChangeTopic(token, topic, stops);
    }

    private static string Listed(in ThreadState state)
    {
        var topics = new List<string>();
        foreach (var token in state.Promises.Recurring)
        {
            if (token.OptedIn.Happened) topics.Add($"`{token.Topic}`");
        }

        return topics.Count == 0 ? "none" : string.Join(", ", topics.Take(12));
    }
}
