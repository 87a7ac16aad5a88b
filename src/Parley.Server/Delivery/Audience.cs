using Parley.Policy;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>
/// Who hears what of a thread that several apps share: its owner everything, the others the talk on <c>standby</c>,
/// and of control whom it concerns.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Conversation Routing", webhook events "standby" and
/// "messaging_handovers": the app that sent a button hears its tap in full, owner or not; the app that lost a thread is
/// told that it was taken, the one that gains it that it was passed, the owner that somebody asks for it.
/// </remarks>
internal static class Audience
{
    /// <summary>
    /// As what kind an app hears an event of a row: as it is, as <see cref="WebhookKind.Standby"/>, or null = not at
    /// all.
    /// </summary>
    public static WebhookKind? KindFor(StoredEvent row, WebhookKind kind, long app)
    {
        if (row.Owner == 0 || row.Owner == app) return kind;
        if (WebhookFields.IsTheOwners(kind)) return null;
        return WebhookFields.GoesOnStandby(kind) && !IsItsButton(row, kind, app) ? WebhookKind.Standby : kind;
    }

    /// <summary>What a row tells an app of control; null if it does not concern it.</summary>
    public static WebhookEvent? HandoverOf(StoredEvent row, long app)
    {
        if (row.Kind is EventKind.RolesChanged)
            return RoleOf(Stored.Read(row, StoredJson.Default.RolesBody), app);
        var body = Stored.Read(row, StoredJson.Default.ControlBody);
        return row.Kind switch
        {
            EventKind.ControlPassed when body.Owner == app =>
                new WebhookEvent.ThreadControl(ControlAct.Pass, body.Previous, app, body.Metadata),
            EventKind.ControlTaken when body.Previous == app && body.Owner is { } taker =>
                new WebhookEvent.ThreadControl(ControlAct.Take, body.Previous, taker, body.Metadata),
            EventKind.ControlRequested when body.Owner == app && body.App is { } asker =>
                new WebhookEvent.ThreadControl(ControlAct.Request, null, asker, body.Metadata),
            _ => null,
        };
    }

    private static WebhookEvent.AppRole? RoleOf(RolesBody body, long app)
    {
        var (before, after) = (RoleOf(app, body.Previous), RoleOf(app, body.Default));
        return before == after ? null : new WebhookEvent.AppRole(app, after);
    }

    private static string? RoleOf(long app, long? primary) =>
        primary is null ? null : primary == app ? "primary_receiver" : "secondary_receiver";

    private static bool IsItsButton(StoredEvent row, WebhookKind kind, long app) =>
        kind is WebhookKind.Postback && Stored.Read(row, StoredJson.Default.PostbackBody).App == app;
}
