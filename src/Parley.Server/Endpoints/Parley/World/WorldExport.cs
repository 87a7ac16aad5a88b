using System.Collections.Immutable;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A whole world as it is written.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Apps">All apps.</param>
/// <param name="Pages">All pages.</param>
/// <param name="People">All people, with the ids under which pages see them.</param>
internal sealed record WorldExport(
    ClockInput? Clock,
    ImmutableArray<WorldApp> Apps,
    ImmutableArray<WorldPage> Pages,
    ImmutableArray<PersonAnswer> People)
{
    public static WorldExport Of(World.WorldDirectory world, World.People people, IPlatformClock clock) => new(
        clock.Virtual
            ? new ClockInput(ClockAnswer.Virtual, clock.GetCurrentInstant(), clock.Running)
            : new ClockInput(ClockAnswer.Real, null, null),
        [.. world.Apps.Select(app => App(app, world))],
        [.. world.Pages.Select(page => WorldPage.Of(page, world.InstallsOf(new PageId(page.Id))))],
        [.. Everyone.In(people).Select(person => PersonAnswer.Of(person, people))]);

    private static WorldApp App(AppRecord app, World.WorldDirectory world) => new()
    {
        Id = app.Id,
        Name = app.Name,
        Secret = app.Secret,
        VerifyToken = app.VerifyToken,
        Automated = app.Automated,
        Features = app.Features,
        Permissions = app.Permissions,
        RequiresProof = app.RequiresProof,
        Bot = app.Bot,
        HumanRoute = app.HumanRoute,
        Subscriptions =
        [
            .. world.Subscriptions.Where(one => one.App == app.Id)
                .Select(one => new WorldSubscription(one.Object, one.CallbackUrl, one.Fields)),
        ],
    };
}
