using System.Text.Json.Nodes;
using Parley.Cli.Client;
using Parley.Cli.Scenarios;
using Parley.Cli.Terminal;
using Parley.Server.Hosting;
using Spectre.Console;

namespace Parley.Cli.Serving;

/// <summary>What a started server says: where it is, and in a new store a demo world, ready to paste.</summary>
internal sealed class Welcome(Screen screen, ParleyApi api)
{
    private const string Commands = """
        ./parley act message "When do you open?" --person $PERSON_ID
        curl $PARLEY_URL/v12.0/me/messages -H "Authorization: Bearer $PAGE_TOKEN" \
          -H 'Content-Type: application/json' \
          -d '{"recipient":{"id":"'$PSID'"},"messaging_type":"RESPONSE","message":{"text":"At eight."}}'
        ./parley thread $PAGE_ID $PSID
        """;

    /// <summary>Says it; makes the demo world if the store knows no page yet.</summary>
    public async Task Say(ServerOptions settings, CancellationToken cancel)
    {
        var pages = await api.Get("pages?limit=1", cancel);
        if (!pages.Ok) throw pages.Fault();
        var cast = pages.Root.GetProperty("data").GetArrayLength() == 0 ? await DemoWorld(cancel) : null;
        if (screen.Json)
        {
            screen.Plain(AsJson(settings, cast));
            return;
        }

        Where(settings);
        if (cast is null) screen.Line("  [grey]pages, apps and tokens:[/] parley world export");
        else Paste(cast);
        screen.Line("[grey]Ctrl-C stops it.[/]");
    }

    private async Task<Cast> DemoWorld(CancellationToken cancel)
    {
        var cast = await Cast.Create(api, new ScenarioWorld(), cancel);
        var started = await api.Post(
            $"people/{cast.Person}/acts", new JsonObject { ["page"] = cast.Page, ["act"] = "get_started" }, cancel);
        if (!started.Ok) throw started.Fault();
        cast.Psid = started.Text("psid");
        return cast;
    }

    private void Where(ServerOptions settings)
    {
        var store = settings.Store == "memory:" ? "in memory" : settings.Store;
        screen.Line($"[green]Parley is ready[/] at [bold]{api.Origin}[/]");
        screen.Line($"  [grey]store {store.EscapeMarkup()}, edition {settings.Edition}, mode {settings.Mode}[/]");
        screen.Line($"  [grey]API to try:[/] {api.Origin}/_parley/docs");
    }

    private void Paste(Cast cast)
    {
        var bot = cast.Apps["bot"];
        screen.Line();
        screen.Line("A new store: here is a demo world. Ada has just tapped Get Started on the page Harbour Coffee.");
        screen.Line();
        screen.Plain($"  export PARLEY_URL={api.Origin}");
        screen.Plain($"  export PAGE_ID={cast.Page} PERSON_ID={cast.Person} PSID={cast.Psid}");
        screen.Plain($"  export APP_ID={bot.Id} APP_SECRET={bot.Secret} VERIFY_TOKEN={Cast.VerifyToken}");
        screen.Plain($"  export PAGE_TOKEN={bot.PageToken}");
        screen.Line();
        screen.Line("Then try, in another terminal:");
        screen.Line();
        foreach (var line in Commands.Split('\n')) screen.Plain("  " + line);
        screen.Line();
    }

    private string AsJson(ServerOptions settings, Cast? cast)
    {
        var said = new JsonObject { ["url"] = api.Origin, ["store"] = settings.Store };
        if (cast is null) return said.ToJsonString();
        said["demo"] = new JsonObject
        {
            ["page"] = cast.Page,
            ["person"] = cast.Person,
            ["psid"] = cast.Psid,
            ["app"] = cast.Apps["bot"].Id,
            ["app_secret"] = cast.Apps["bot"].Secret,
            ["verify_token"] = Cast.VerifyToken,
            ["page_token"] = cast.Apps["bot"].PageToken,
        };
        return said.ToJsonString();
    }
}
