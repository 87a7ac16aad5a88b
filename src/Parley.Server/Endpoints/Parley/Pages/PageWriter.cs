using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// Checks what a page refers to, and writes it down with its installs. Callers hold <see cref="WorldEdits"/>.
/// </summary>
internal sealed class PageWriter(WorldDirectory world, Tokens tokens, AppRoles roles, IPlatformClock clock)
{
    /// <summary>
    /// What stands against an input, given the page it changes (null for a new one); null if nothing does.
    /// </summary>
    public IResult? Check(PageInput input, PageRecord? page)
    {
        if (page is null && input.Id is { } id && IdUse.Of(world, id) is { } user)
            return Problem.Of(StatusCodes.Status409Conflict, "id", $"The id {id} is taken by {user}.");
        foreach (var (index, app) in (input.Apps ?? []).Index())
        {
            if (world.App(app.Id) is null)
                return Problem.Of(
                    StatusCodes.Status422UnprocessableEntity, $"apps[{index}]", $"There is no app `{app.Id}`.");
        }

        if (input.DefaultApp is { } chosen && !IsReceiver(input, page, chosen))
            return Problem.Of(
                StatusCodes.Status422UnprocessableEntity,
                "default_app",
                $"The app {chosen} is not on this page, and no inbox of the platform.");
        return input.Instagram is { } account ? CheckAccount(account, input, page) : null;
    }

    /// <summary>Adds a page.</summary>
    public async Task<PageRecord> Add(PageInput input)
    {
        PageRecord Make(long id) =>
            WithAccount(input, input.Over(New(id, input), clock.GetCurrentInstant()));
        PageRecord page;
        if (input.Id is { } given) await world.Save(page = Make(given));
        else page = await world.AddPage(input.Name!, Make);
        await Install(page, input.Apps ?? [.. world.Apps.Select(app => new PageAppInput(app.Id, null))]);
        return page;
    }

    /// <summary>Changes a page; apps are added to those it has.</summary>
    public async Task<PageRecord> Change(PageInput input, PageRecord page)
    {
        var changed = WithAccount(input, input.Over(page, clock.GetCurrentInstant()));
        await world.Save(changed);
        var installed = world.InstallsOf(new PageId(page.Id)).Select(install => install.App)
            .Except((input.Apps ?? []).Select(app => app.Id))
            .Select(app => new PageAppInput(app, null));
        await Install(changed, [.. installed, .. input.Apps ?? []]);
        await roles.Tell(page, changed);
        return changed;
    }

    private static PageRecord New(long id, PageInput input) => new() { Id = id, Name = input.Name! };

    private bool IsReceiver(PageInput input, PageRecord? page, long app) =>
        Inboxes.Contains(app)
        || (input.Apps is { } named && named.Any(one => one.Id == app))
        || (page is null ? input.Apps is null && world.App(app) is not null
            : world.Install(new PageId(page.Id), app) is not null);

    private async Task Install(PageRecord page, ImmutableArray<PageAppInput> apps)
    {
        foreach (var app in apps)
        {
            var known = world.Install(new PageId(page.Id), app.Id);
            var made = NewInstall(page, app.Id);
            var install = (known ?? made) with
            {
                InstagramToken = known?.InstagramToken ?? made.InstagramToken,
                MayTakeControl = app.MayTakeControl ?? known?.MayTakeControl ?? false,
            };
            if (install != known) await world.Save(install);
        }
    }

    private InstallRecord NewInstall(PageRecord page, long app) => new()
    {
        Page = page.Id,
        App = app,
        Token = tokens.Page(new PageId(page.Id), app),
        InstagramToken = page.InstagramId is null ? null : tokens.Instagram(new PageId(page.Id), app),
    };

    private PageRecord WithAccount(PageInput input, PageRecord page) => input.Instagram is not { } account
        ? page
        : page with
        {
            InstagramId = account.Id ?? page.InstagramId ?? world.NewInstagram(account.Username),
            InstagramUsername = account.Username,
        };

    private IResult? CheckAccount(InstagramInput account, PageInput input, PageRecord? page)
    {
        if (account.Id is not { } id || id == page?.InstagramId) return null;
        if (page?.InstagramId is { } linked)
        {
            return Problem.Of(
                StatusCodes.Status422UnprocessableEntity,
                "instagram.id",
                $"The page is linked to the account {linked}; that cannot change.");
        }

        var user = id == (input.Id ?? page?.Id) ? "this page" : IdUse.Of(world, id);
        return user is null
            ? null
            : Problem.Of(StatusCodes.Status409Conflict, "instagram.id", $"The id {id} is taken by {user}.");
    }
}
