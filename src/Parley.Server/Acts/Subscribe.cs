using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Lanes;
using Parley.Server.Endpoints.V1;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Acts;

/// <summary>
/// The person opts in to the recurring notifications a message asks for, at any time. A topic keeps its token: agreeing
/// to a newer request renews it, and so does agreeing again in the last day of its life where the request allows it.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Recurring notifications", "Marketing messages". The day before
/// the end is what vendors report of the prompt to go on.
/// </remarks>
internal sealed record Subscribe(string Mid) : IAct
{
    private static readonly Duration Prompted = Duration.FromDays(1);

    public static IAct Read(Fields fields) => new Subscribe(fields.NeedText("mid"));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.FindMessage(Mid) is not { } row)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (SentContent.Of(row) is not { } sent
            || SentContent.Template(sent, "notification_messages") is not { } request)
            return new ActPlan.Impossible("mid", "That message asks for no recurring notifications.");
        var topic = SentContent.Text(request, "title") ?? "";
        var known = TopicTokens.Find(scene.State, topic);
        var token = known?.Token ?? scene.Tokens.Recurring(row.Thread, row.Seq);
        var body = Body(scene, sent, request, token) with { Refreshed = known is not null };
        var renewable = SentContent.Text(request, "notification_messages_reoptin") is "ENABLED";
        return new ActPlan.Possible(
            EventKind.RecurringOptIn, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.NotificationBody))
        {
            Token = token,
            Refusal = state => Refusal(state, topic, token, row.At, renewable, scene),
        };
    }

    private NotificationBody Body(ActScene scene, SendBody sent, JsonElement request, string token)
    {
        var frequency = FrequencyOf(SentContent.Text(request, "notification_messages_frequency"));
        var body = new NotificationBody
        {
            Token = token,
            Title = SentContent.Text(request, "title") ?? "",
            Payload = SentContent.Text(request, "payload"),
            Mid = Mid,
            Frequency = frequency is Frequency.None ? null : frequency.ToString(),
            Zone = SentContent.Text(request, "notification_messages_timezone"),
            App = WebhookFields.OptInsAreTheAskers(scene.Edition.Day) ? sent.App : null,
        };
        var given = new RecurringToken(
            token, body.Title, frequency, body.Zone ?? "UTC", Moment.Of(scene.At), 0, false, Moment.Never);
        return body with { Endless = EraOf(scene)?.Ends(given).Happened is false };
    }

    private static string? Refusal(
        ThreadState state, string topic, string token, Moment asked, bool renewable, ActScene scene)
    {
        if (TopicTokens.Find(state, topic) is not { } known) return null;
        if (known.Token != token) return "The person opted in to this topic a moment ago.";
        if (known.IsStopped || asked > known.OptedIn) return null;
        var now = Moment.Of(scene.At);
        if (EraOf(scene)?.Ends(known) is not { Happened: true } ends)
            return "The person gets the notifications of this topic already.";
        if (now >= ends)
            return "That request was agreed to, and the time of its token is over: the page must ask again.";
        return renewable && now >= ends.Plus(-(long)Prompted.TotalMilliseconds)
            ? null
            : "The person gets the notifications of this topic already.";
    }

    private static RecurringEra? EraOf(ActScene scene) => scene.Edition.Lanes.OfType<Recurring>().FirstOrDefault()?.Era;

    private static Frequency FrequencyOf(string? word) =>
        Enum.TryParse<Frequency>(word, ignoreCase: true, out var frequency) ? frequency : Frequency.None;
}
