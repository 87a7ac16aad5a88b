namespace Parley.Server.Endpoints.Graph;

/// <summary>What the first part of a path names, as far as the caller's token may see it.</summary>
internal enum NodeKind
{
    /// <summary>Nothing the token may see, or nothing at all.</summary>
    Unknown,

    /// <summary>No node: the path begins with an edge of the root, as <c>debug_token</c>.</summary>
    Root,

    /// <summary>The page of the token.</summary>
    Page,

    /// <summary>The Instagram account linked to that page.</summary>
    Instagram,

    /// <summary>The app of an app token.</summary>
    App,

    /// <summary>A custom label of the page.</summary>
    Label,

    /// <summary>A person, by the id the page knows them by.</summary>
    Contact,

    /// <summary>A comment under a post of the page.</summary>
    Comment,

    /// <summary>A post on the page's wall.</summary>
    Post,

    /// <summary>A persona of the page.</summary>
    Persona,

    /// <summary>A thread of the page: <c>t_…</c>.</summary>
    Conversation,

    /// <summary>A message of such a thread: <c>m_…</c>.</summary>
    Message,

    /// <summary>An attachment the page uploaded.</summary>
    Attachment,

    /// <summary>A utility template of the page.</summary>
    Template,

    /// <summary>An account that pays: <c>act_…</c>.</summary>
    AdAccount,

    /// <summary>A campaign of paid marketing messages.</summary>
    MessageCampaign,
}
