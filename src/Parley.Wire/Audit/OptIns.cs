using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Audit;

/// <summary>Reads <c>optin</c> in all its variants.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "messaging_optins" webhook and its plugins' pages.
/// </remarks>
internal static class OptIns
{
    /// <summary>The title of a recurring request that names none.</summary>
    public const string UsualTopic = RecurringRequestReader.UsualTitle;

    /// <summary>Reads the opt-in of an element, if there is one.</summary>
    /// <exception cref="LogFault">It cannot be read.</exception>
    public static bool Read(in MessagingParts parts, Told told)
    {
        var optin = parts.OptIn;
        if (!optin.IsObject()) return false;
        var type = optin.Word("type"u8);
        ThreadEvent happened = type switch
        {
            "one_time_notif_req" => OneTime(optin, told),
            "notification_messages" => Recurring(optin, told),
            _ when optin.Word("message_request"u8) is "accept" || parts.AcceptsRequest =>
                told.Acted(PersonAct.MessageRequestAccepted),
            _ => told.Acted(PersonAct.PluginOptIn),
        };
        told.Scene.Into.Events.Add(new Heard(told.Page, told.Person, happened, News.Plain, 0));

        // A checkbox names nobody; where a person stands beside it, they are only known by it.
        if (optin.Text("user_ref"u8) is not null && parts.Sender.Member("id"u8).Id() is > 0 and var person)
            told.Scene.Into.Events.Add(new Heard(told.Page, person, told.Acted(PersonAct.Read), News.Plain, 0));
        return true;
    }

    // The payload stands in for the title until the request that was sent tells it.
    private static ThreadEvent.OneTimeOptIn OneTime(JsonElement optin, Told told) => new(
        told.Happened,
        told.Scene.Channel,
        optin.Text("one_time_notif_token"u8) ?? throw new LogFault("`optin.one_time_notif_token` is missing"),
        optin.Text("title"u8) ?? optin.Text("payload"u8) ?? "");

    private static ThreadEvent Recurring(JsonElement optin, Told told)
    {
        var token = optin.Text("notification_messages_token"u8)
            ?? throw new LogFault("`optin.notification_messages_token` is missing");
        var status = optin.Word("notification_messages_status"u8);
        var stops = status?.StartsWith("stop", StringComparison.Ordinal) is true;
        if (stops || status?.StartsWith("resume", StringComparison.Ordinal) is true)
        {
            told.Add(told.Acted(PersonAct.Subscription), News.Plain, default);
            return new ThreadEvent.TopicStopChanged(told.Happened, token, stops);
        }

        var topic = optin.Text("title"u8) ?? optin.Text("notification_messages_topic"u8) ?? UsualTopic;
        var frequency = optin.Word("notification_messages_frequency"u8) switch
        {
            "daily" => Frequency.Daily,
            "weekly" => Frequency.Weekly,
            "monthly" => Frequency.Monthly,
            _ => Frequency.None,
        };
        var zone = optin.Text("notification_messages_timezone"u8) ?? "UTC";
        return new ThreadEvent.RecurringOptIn(told.Happened, told.Scene.Channel, token, topic, frequency, zone);
    }
}
