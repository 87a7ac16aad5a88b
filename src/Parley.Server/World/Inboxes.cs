using Parley.Policy;

namespace Parley.Server.World;

/// <summary>The inboxes of the platform, which are apps like others where threads are passed on.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Handover protocol" (Page Inbox) and Instagram "Conversation
/// routing".
/// </remarks>
internal static class Inboxes
{
    /// <summary>Where people at the page answer on Messenger.</summary>
    public const long Page = 263902037430900;

    /// <summary>Where people at the page answer on Instagram.</summary>
    public const long Instagram = 1217981644879628;

    /// <summary>Whether an app is one of them.</summary>
    public static bool Contains(long app) => app is Page or Instagram;

    /// <summary>The inbox of a channel.</summary>
    public static long Of(Channel channel) => channel is Channel.Instagram ? Instagram : Page;
}
