using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.Doors;

/// <summary>A page outside <c>/_parley</c> that a person opens in a browser.</summary>
internal interface IDoor
{
    /// <summary>Whether a request is for it. Asked of every call of the Graph API, too: be quick.</summary>
    bool Answers(HttpRequest request);

    /// <summary>Answers one that is.</summary>
    Task Answer(HttpContext http);
}
