using Parley.Policy;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary>Whose request a question is about, where the question does not say.</summary>
internal static class Askers
{
    /// <summary>The page's only app; null where it has none or several, and then the app has no features.</summary>
    public static long? OnlyApp(WorldDirectory world, PageId page) =>
        world.InstallsOf(page) is [var only] ? only.App : null;

    /// <summary>
    /// What the policy knows of a page and an app; of the page and an app without features if there is none.
    /// </summary>
    public static Standing StandingOf(WorldDirectory world, PageId page, long? app) => world.StandingOf(page, app ?? 0);
}
