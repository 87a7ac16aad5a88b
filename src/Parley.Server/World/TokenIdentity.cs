using Parley.Policy;

namespace Parley.Server.World;

/// <summary>What a token stands for.</summary>
internal enum TokenKind
{
    /// <summary>A page access token.</summary>
    Page,

    /// <summary>A token of the Instagram-login host.</summary>
    Instagram,

    /// <summary>An app's own token, <c>id|secret</c>.</summary>
    App,
}

/// <summary>Who calls.</summary>
/// <param name="Kind">What the token stands for.</param>
/// <param name="App">The app that calls.</param>
/// <param name="Page">The page it acts for; id 0 for an app's own token.</param>
internal readonly record struct TokenIdentity(TokenKind Kind, long App, PageId Page);
