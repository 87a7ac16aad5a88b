using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps "Notify Me" under a one-time notification request, at any time: the page gets a token for one
/// message.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "One-time notification".</remarks>
internal sealed record TapNotifyMe(string Mid) : IAct
{
    public static IAct Read(Fields fields) => new TapNotifyMe(fields.NeedText("mid"));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.FindMessage(Mid) is not { } row)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (SentContent.Of(row) is not { } sent
            || SentContent.Template(sent, "one_time_notif_req") is not { } request)
            return new ActPlan.Impossible("mid", "That message has no \"Notify Me\": it is no one-time request.");
        var token = scene.Tokens.OneTime(row.Thread, row.Seq);
        var body = new NotificationBody
        {
            Token = token,
            Title = SentContent.Text(request, "title") ?? "",
            Payload = SentContent.Text(request, "payload"),
            Mid = Mid,
        };
        return new ActPlan.Possible(
            EventKind.OneTimeOptIn, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.NotificationBody))
        {
            Token = token,
            Refusal = state => state.Promises.OneTimeOf(token) is null
                ? null
                : "The person tapped \"Notify Me\" under that message already.",
        };
    }
}
