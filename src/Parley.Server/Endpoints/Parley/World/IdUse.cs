using Parley.Policy;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// Whose an id is: apps, pages and Instagram accounts share one space, for the Graph API finds them by id alone.
/// </summary>
internal static class IdUse
{
    /// <summary>What bears an id, for a person; null if it is free.</summary>
    public static string? Of(WorldDirectory world, long id) =>
        world.App(id) is not null ? "an app"
        : world.Page(new PageId(id)) is not null ? "a page"
        : world.PageOfInstagram(id) is not null ? "an Instagram account"
        : null;
}
