using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Audit;

/// <summary>What a message carries, where a lane asks.</summary>
/// <param name="Form">The form.</param>
/// <param name="Title">The title of a notification request, the name of a utility template, else null.</param>
/// <param name="Payload">The payload of a one-time request, else null.</param>
/// <param name="SurveyDays">How many days a survey stays open.</param>
internal readonly record struct SentContent(Form Form, string? Title, string? Payload, int SurveyDays)
{
    private const int MostCharacters = 2000;

    // What this build cannot send itself was sent all the same.
    private static readonly string[] OursAlone = ["not_supported", "attachment_unknown", "deprecated", "param_keys"];

    /// <summary>Reads a message; answers what is wrong with its shape, or null.</summary>
    public static GraphError? Read(JsonElement message, Channel channel, out SentContent content)
    {
        content = new SentContent(Form.Text, null, null, 0);
        if (channel is Channel.Messenger && IsShortText(message)) return null;
        var template = message.Member("template"u8);
        if (template.IsObject()) return Utility(template, out content);

        var attachment = message.Member("attachment"u8);
        var payload = attachment.Member("payload"u8);
        if (attachment.Word("type"u8) is "template" && payload.IsObject())
        {
            switch (payload.Word("template_type"u8))
            {
                case "customer_feedback": return SurveyTemplate.Read(payload, out content);
                case "one_time_notif_req": return OneTimeRequest(payload, out content);
                case "notification_messages": return RecurringRequest(payload, out content);
            }
        }

        var plain = !attachment.Exists()
            && !message.Member("attachments"u8).Exists()
            && !message.Member("sticker_id"u8).Exists()
            && new Param(message.Member("quick_replies"u8)).IsAbsent;
        content = content with { Form = plain ? Form.Text : Form.Rich };
        var error = new MessageDraft(channel, ApiVersion.Newest, false).Read(new Param(message));
        return error is not null && OursAlone.Contains(error.Name) ? null : error;
    }

    // By far the most messages: nothing but a text that is short even when counted in bytes.
    private static bool IsShortText(JsonElement message)
    {
        var texts = 0;
        foreach (var member in message.EnumerateObject())
        {
            if (!member.NameEquals("text"u8) || member.Value.ValueKind is not JsonValueKind.String) return false;
            var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(member.Value);
            if (raw.Length is <= 2 or > MostCharacters || raw.Contains((byte)'\\')) return false;
            texts++;
        }

        return texts == 1;
    }

    private static GraphError? Utility(JsonElement template, out SentContent content)
    {
        var error = Fields.Required(new Param(template.Member("name"u8)), "message[template][name]", 512, out var name);
        var title = name is null ? null : PageLine.NameOf(name, template.Member("language"u8));
        content = new SentContent(Form.Utility, title, null, 0);
        return error;
    }

    private static GraphError? OneTimeRequest(JsonElement payload, out SentContent content)
    {
        var error = Fields.Required(PartOf(payload, "title"), PathOf("title"), 65, out var title);
        string? word = null;
        error ??= Fields.Required(PartOf(payload, "payload"), PathOf("payload"), 1000, out word);
        content = new SentContent(Form.OneTimeRequest, title, word, 0);
        return error;
    }

    private static GraphError? RecurringRequest(JsonElement payload, out SentContent content)
    {
        var error = Fields.Text(PartOf(payload, "title"), PathOf("title"), 65, out var title);
        content = new SentContent(Form.RecurringRequest, title ?? OptIns.UsualTopic, null, 0);
        return error;
    }

    internal static Param PartOf(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var member) ? new Param(member) : default;

    internal static string PathOf(string name) => $"message[attachment][payload][{name}]";
}
