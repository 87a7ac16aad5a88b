namespace Parley.Policy;

/// <summary>
/// Everything a person can do towards a page, as the policy tells it apart. Whether an act opens the window, and for
/// how long, is the edition's matter (<see cref="Openers"/>); the state only remembers when each kind last happened.
/// </summary>
/// <remarks>
/// Sources: developers.facebook.com, Messenger Platform policy overview and send guide (lists of 2018, 2021, 2023);
/// Instagram messaging overview. Values are stored; append, never renumber.
/// </remarks>
public enum PersonAct : byte
{
    /// <summary>Any message: text, media, sticker, share, a story reply or mention on Instagram.</summary>
    Message = 1,

    /// <summary>A tap that speaks for the person: Get Started, postback button, menu item, ice breaker.</summary>
    Tap = 2,

    /// <summary>A web plugin that names the person: Send to Messenger.</summary>
    PluginOptIn = 3,

    /// <summary>An m.me link with a <c>ref</c> on an existing thread.</summary>
    MessengerLink = 4,

    /// <summary>An ig.me link on an existing thread, with or without a <c>ref</c>.</summary>
    InstagramLink = 5,

    /// <summary>A reaction put on a message.</summary>
    Reaction = 6,

    /// <summary>"Connect with Messenger" in Facebook Login.</summary>
    LoginConnect = 7,

    /// <summary>A message request (customer matching) accepted.</summary>
    MessageRequestAccepted = 8,

    /// <summary>A message or page messages read, or seen.</summary>
    Read = 32,

    /// <summary>A reaction taken back.</summary>
    Unreaction = 33,

    /// <summary>An m.me link without a <c>ref</c>: no event reaches the page.</summary>
    BareMessengerLink = 34,

    /// <summary>A <c>web_url</c> button or a tracked link tapped.</summary>
    LinkTap = 35,

    /// <summary>An ad clicked and nothing written after it.</summary>
    AdClick = 36,

    /// <summary>"Notify Me" tapped on a one-time notification request.</summary>
    NotifyMe = 37,

    /// <summary>An opt-in to recurring or marketing messages.</summary>
    Subscription = 38,

    /// <summary>An own message edited.</summary>
    Edit = 39,

    /// <summary>An own message unsent.</summary>
    Unsend = 40,

    /// <summary>A survey answered or a thumb given.</summary>
    Feedback = 41,

    /// <summary>An account linked or unlinked.</summary>
    AccountLinking = 42,

    /// <summary>
    /// A comment or a visitor post on the page: outside the thread, though it tells the page who it is.
    /// </summary>
    Comment = 43,
}

/// <summary>What an act proves besides opening a window.</summary>
public static class PersonActs
{
    /// <summary>Whether some event of it reaches the page, so that the page knows the person.</summary>
    public static bool IsHeard(this PersonAct act) =>
        act is not (PersonAct.BareMessengerLink or PersonAct.LinkTap or PersonAct.AdClick);

    /// <summary>
    /// Whether nobody who blocks the page could do it. Reading, and what happens outside the thread, is no proof.
    /// </summary>
    public static bool ProvesUnblocked(this PersonAct act) =>
        act.IsHeard() && act is not (PersonAct.Read or PersonAct.Comment);
}
