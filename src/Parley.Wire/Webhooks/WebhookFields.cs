using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Webhooks;

/// <summary>
/// Which webhook field carries a kind of event. The names differ between the objects, singular against plural too.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API webhooks reference, "page" and "instagram"; Messenger Platform webhook
/// events. On Instagram an echo is part of <c>messages</c>, and delivery receipts do not exist.
/// </remarks>
public static class WebhookFields
{
    private static readonly string?[] OfPage =
    [
        "messages",
        "message_echoes",
        "message_deliveries",
        "message_reads",
        "messaging_postbacks",
        "message_reactions",
        "messaging_referrals",
        "messaging_optins",
        "messaging_feedback",
        "feed",
        "group_feed",
        null,
        "messaging_optins",
        "inbox_labels",
        "message_edits",
        "messaging_account_linking",
        "messaging_handovers",
        "standby",
    ];

    private static readonly string?[] OfInstagram =
    [
        "messages",
        "messages",
        null,
        "messaging_seen",
        "messaging_postbacks",
        "message_reactions",
        "messaging_referral",
        "messaging_optins",
        null,
        "comments",
        null,
        "live_comments",
        null,
        null,
        "message_edit",
        null,
        "messaging_handover",
        "standby",
    ];

    /// <summary>The field, or null where the channel has no such event.</summary>
    public static string? Of(WebhookKind kind, Channel channel) =>
        (channel is Channel.Instagram ? OfInstagram : OfPage)[(int)kind];

    /// <summary>
    /// Whether an app that does not control a thread hears of a kind on <c>standby</c>: the talk itself.
    /// </summary>
    public static bool GoesOnStandby(WebhookKind kind) =>
        kind is WebhookKind.Message or WebhookKind.Echo or WebhookKind.Delivered or WebhookKind.Read
            or WebhookKind.Postback;

    /// <summary>
    /// Whether an app that does not control a thread hears nothing of a kind: what belongs to the talk, and no standby
    /// carries it.
    /// </summary>
    public static bool IsTheOwners(WebhookKind kind) =>
        kind is WebhookKind.Reaction or WebhookKind.Referral or WebhookKind.Edit;

    /// <summary>
    /// Whether only the app that asked hears of an opt-in to recurring notifications: until 2022-10-17 tokens were tied
    /// to it.
    /// </summary>
    /// <param name="edition">The day of the edition in force.</param>
    public static bool OptInsAreTheAskers(LocalDate edition) => edition < new LocalDate(2022, 10, 17);

    /// <summary>The <c>object</c> a channel's events are posted under.</summary>
    public static string ObjectOf(Channel channel) => channel is Channel.Instagram ? Instagram : Page;

    /// <summary>The object of Messenger's events.</summary>
    public const string Page = "page";

    /// <summary>The object of Instagram's events.</summary>
    public const string Instagram = "instagram";
}
