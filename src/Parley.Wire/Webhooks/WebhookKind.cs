namespace Parley.Wire.Webhooks;

/// <summary>What a webhook event tells, across both objects.</summary>
public enum WebhookKind : byte
{
    /// <summary>The person wrote.</summary>
    Message = 0,

    /// <summary>The page wrote, through whichever app.</summary>
    Echo = 1,

    /// <summary>A page's message reached the person's device.</summary>
    Delivered = 2,

    /// <summary>The person read the page's messages.</summary>
    Read = 3,

    /// <summary>The person tapped a button.</summary>
    Postback = 4,

    /// <summary>The person put a reaction on a message, or took it back.</summary>
    Reaction = 5,

    /// <summary>The person came back to an existing thread through a link.</summary>
    Referral = 6,

    /// <summary>The person opted in to notifications, renewed, stopped or resumed them.</summary>
    NotificationOptIn = 7,

    /// <summary>The person answered a survey.</summary>
    Feedback = 8,

    /// <summary>Somebody commented or posted, or took that back.</summary>
    Activity = 9,

    /// <summary>The same in a group.</summary>
    GroupActivity = 10,

    /// <summary>Somebody commented on a broadcast, where that is told apart.</summary>
    LiveComment = 11,

    /// <summary>Somebody used a web plugin.</summary>
    PluginOptIn = 12,

    /// <summary>A custom label was put on a person, or taken off.</summary>
    Label = 13,

    /// <summary>The person changed the words of a message of theirs.</summary>
    Edit = 14,

    /// <summary>The person linked their account at the business, or unlinked it.</summary>
    AccountLink = 15,

    /// <summary>Control over a thread changed hands or was asked for, or the app's role on the page changed.</summary>
    Handover = 16,

    /// <summary>Something in a thread that another app controls: whatever kind it is of.</summary>
    Standby = 17,
}
