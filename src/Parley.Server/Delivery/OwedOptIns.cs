using Parley.Policy;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>What webhooks say of opt-ins to notifications, and of surveys answered.</summary>
internal static class OwedOptIns
{
    /// <summary>The opt-in of a row, or null for an app that does not hear of it.</summary>
    public static WebhookEvent? OptInOf(StoredEvent row, NotificationBody body, long app)
    {
        if (body.App is { } only && only != app) return null;
        if (row.Kind is EventKind.OneTimeOptIn) return new WebhookEvent.OneTimeOptIn(body.Token, body.Payload);
        return new WebhookEvent.RecurringOptIn(body.Token, body.Title)
        {
            Payload = body.Payload,
            Frequency = body.Frequency?.ToUpperInvariant(),
            Zone = body.Zone ?? "UTC",
            Expires = body.Endless ? null : EndOf(row, body),
            Refreshed = body.Refreshed,
            Stopped = row.Kind switch
            {
                EventKind.TopicStopped => true,
                EventKind.TopicResumed => false,
                _ => null,
            },
        };
    }

    /// <summary>The answers of a row.</summary>
    public static WebhookEvent.Feedback FeedbackOf(FeedbackBody body) => new(
        [.. body.Answers.Select(one => new FeedbackScore(one.Question, one.Type, one.Value, one.FollowUp))]);

    // The row's own instant is the opt-in's, so the end told is the one the policy goes by.
    private static long? EndOf(StoredEvent row, NotificationBody body)
    {
        var optedIn = body.OptedIn is { } then ? new Moment(then) : row.At;
        var frequency = Enum.TryParse<Frequency>(body.Frequency, out var named) ? named : Frequency.None;
        var token = new RecurringToken(
            body.Token, body.Title, frequency, body.Zone ?? "UTC", optedIn, 0, false, Moment.Never);
        return token.Ends() is { Happened: true } ends ? ends.Milliseconds : null;
    }
}
