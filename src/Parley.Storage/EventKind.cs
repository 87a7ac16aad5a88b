namespace Parley.Storage;

/// <summary>
/// What a journal row tells. Values are stored; append, never renumber. Names in snake_case on every surface.
/// </summary>
public enum EventKind : byte
{
    /// <summary>The person sent a message; a quick-reply tap is one too.</summary>
    Message = 1,

    /// <summary>The person tapped Get Started or a postback button.</summary>
    Postback = 2,

    /// <summary>The person put a reaction on a message.</summary>
    Reaction = 3,

    /// <summary>The person took a reaction back.</summary>
    Unreaction = 4,

    /// <summary>The person opened an m.me or ig.me link on an existing thread.</summary>
    Link = 5,

    /// <summary>The person read the page's messages up to a moment.</summary>
    Read = 6,

    /// <summary>The person blocked the page.</summary>
    Blocked = 7,

    /// <summary>The person lifted the block.</summary>
    Unblocked = 8,

    /// <summary>The person muted the thread.</summary>
    Muted = 9,

    /// <summary>The person ended the mute.</summary>
    Unmuted = 10,

    /// <summary>The person tapped "Notify Me" under a one-time notification request.</summary>
    OneTimeOptIn = 16,

    /// <summary>The person opted in to recurring notifications of a topic, or renewed that.</summary>
    RecurringOptIn = 17,

    /// <summary>The person stopped the notifications of a topic.</summary>
    TopicStopped = 18,

    /// <summary>The person resumed the notifications of a topic.</summary>
    TopicResumed = 19,

    /// <summary>The person answered a survey.</summary>
    Feedback = 20,

    /// <summary>The person commented on something of the page; it may be answered privately once.</summary>
    Comment = 24,

    /// <summary>The person wrote a post of their own on the page; answered privately like a comment.</summary>
    VisitorPost = 25,

    /// <summary>A comment or post of the person was removed.</summary>
    CommentRemoved = 26,

    /// <summary>The person clicked an ad that leads to the thread, and wrote nothing yet.</summary>
    AdClick = 27,

    /// <summary>The person used the Send to Messenger plugin.</summary>
    PluginOptIn = 28,

    /// <summary>
    /// A checkbox was ticked. The thread is that of its reference: the page does not know the person.
    /// </summary>
    Checkbox = 29,

    /// <summary>The person ticked a checkbox, told to their own thread. The page hears nothing of this row.</summary>
    CheckboxTicked = 30,

    /// <summary>The person reported the page. Nobody is told.</summary>
    Reported = 31,

    /// <summary>The person connected with the page in Facebook Login. No webhook tells.</summary>
    LoginConnected = 32,

    /// <summary>The person asked for no more messages elsewhere, or in words no list knows. Nobody is told.</summary>
    OptedOut = 33,

    /// <summary>The person took that back. Nobody is told.</summary>
    OptedIn = 34,

    /// <summary>The person turned the page's messages off. Nobody is told; sends fail as by a block.</summary>
    MessagesOff = 35,

    /// <summary>The person changed the words of a message of theirs.</summary>
    Edited = 36,

    /// <summary>The person took a message of theirs back.</summary>
    Unsent = 37,

    /// <summary>The person tapped a log-in button. Nobody is told.</summary>
    AccountLinkOpened = 38,

    /// <summary>The person linked their account at the business.</summary>
    AccountLinked = 39,

    /// <summary>It was learned where the person is.</summary>
    Placed = 40,

    /// <summary>The person unlinked their account.</summary>
    AccountUnlinked = 41,

    /// <summary>The person opted out of the page's paid marketing messages. Nobody is told.</summary>
    MarketingStopped = 42,

    /// <summary>The page put a custom label on the person. Changes no policy state.</summary>
    Labelled = 50,

    /// <summary>The page took a custom label off the person. Changes no policy state.</summary>
    Unlabelled = 51,

    /// <summary>The page blocked, banned or spam-foldered the person.</summary>
    BusinessBlocked = 52,

    /// <summary>The page took that back.</summary>
    BusinessUnblocked = 53,

    /// <summary>The page's message was accepted.</summary>
    Sent = 64,

    /// <summary>The page's sender action was accepted: typing, seen, a reaction.</summary>
    SenderAction = 65,

    /// <summary>The page's send was refused. Changes nothing; kept so that a person can read why.</summary>
    Refused = 66,

    /// <summary>An automated app let an input of the person wait too long. Changes no policy state.</summary>
    Unanswered = 70,

    /// <summary>The person wrote into an idle thread: the page's default app owns it from now on.</summary>
    ControlAssigned = 80,

    /// <summary>A thread was passed to an app, or given to the one that asked for it.</summary>
    ControlPassed = 81,

    /// <summary>An app took control of a thread.</summary>
    ControlTaken = 82,

    /// <summary>An app asked the owner for the thread. Changes nothing.</summary>
    ControlRequested = 83,

    /// <summary>The owner let go of the thread: nobody owns it.</summary>
    ControlReleased = 84,

    /// <summary>The owner keeps the thread for longer.</summary>
    ControlExtended = 85,

    /// <summary>The page's default app changed: a row of the page itself, person 0.</summary>
    RolesChanged = 86,
}
