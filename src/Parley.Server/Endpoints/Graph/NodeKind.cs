namespace Parley.Server.Endpoints.Graph;

/// <summary>What the first part of a path names, as far as the caller's token may see it.</summary>
internal enum NodeKind
{
    /// <summary>Nothing the token may see, or nothing at all.</summary>
    Unknown,

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
}
