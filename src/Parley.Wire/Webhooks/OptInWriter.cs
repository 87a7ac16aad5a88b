using System.Text.Json;

namespace Parley.Wire.Webhooks;

/// <summary>Writes <c>optin</c> of notifications, and the answers to surveys.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "messaging_optins", "One-time notification" and "Customer
/// feedback template". A frequency stands there for tokens of the time before 2023-02-02, an end for tokens that have
/// one.
/// </remarks>
internal static class OptInWriter
{
    public static void Write(Utf8JsonWriter json, WebhookEvent.OneTimeOptIn optIn)
    {
        json.WriteStartObject("optin"u8);
        json.WriteString("type"u8, "one_time_notif_req"u8);
        if (optIn.Payload is not null) json.WriteString("payload"u8, optIn.Payload);
        json.WriteString("one_time_notif_token"u8, optIn.Token);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, WebhookEvent.RecurringOptIn optIn)
    {
        json.WriteStartObject("optin"u8);
        json.WriteString("type"u8, "notification_messages"u8);
        if (optIn.Payload is not null) json.WriteString("payload"u8, optIn.Payload);
        json.WriteString("title"u8, optIn.Title);
        json.WriteString("notification_messages_token"u8, optIn.Token);
        if (optIn.Frequency is not null) json.WriteString("notification_messages_frequency"u8, optIn.Frequency);
        json.WriteString("notification_messages_timezone"u8, optIn.Zone);
        if (optIn.Expires is { } expires) json.WriteNumber("token_expiry_timestamp"u8, expires);
        json.WriteString("user_token_status"u8, optIn.Refreshed ? "REFRESHED"u8 : "NOT_REFRESHED"u8);
        if (optIn.Stopped is { } stopped)
        {
            json.WriteString(
                "notification_messages_status"u8, stopped ? "STOP NOTIFICATIONS"u8 : "RESUME NOTIFICATIONS"u8);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, WebhookEvent.Feedback feedback)
    {
        json.WriteStartObject("messaging_feedback"u8);
        json.WriteStartArray("feedback_screens"u8);
        json.WriteStartObject();
        json.WriteNumber("screen_id"u8, 0);
        json.WriteStartObject("questions"u8);
        foreach (var answer in feedback.Answers)
        {
            json.WriteStartObject(answer.Question);
            json.WriteString("type"u8, answer.Type);
            json.WriteString("payload"u8, answer.Payload);
            if (answer.FollowUp is not null)
            {
                json.WriteStartObject("follow_up"u8);
                json.WriteString("type"u8, "free_form"u8);
                json.WriteString("payload"u8, answer.FollowUp);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
