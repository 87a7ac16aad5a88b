using System.Text.Json.Nodes;
using Parley.Cli.Client;
using Parley.Cli.Scenarios;
using Parley.Cli.Terminal;
using Parley.Cli.Trust;
using Parley.Server.Hosting;
using Spectre.Console;

namespace Parley.Cli.Serving;

/// <summary>What a started server says: where it is, and with a small world everything ready to paste.</summary>
/// <param name="screen">Where it is said.</param>
/// <param name="api">The server.</param>
/// <param name="secure">Where it answers https, or null.</param>
internal sealed class Welcome(Screen screen, ParleyApi api, string? secure)
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
        if (!screen.Json) Where(settings);
        var made = await IsEmpty(cancel);
        if (made) await DemoWorld(cancel);
        var values = await SmallWorld.Find(api, cancel);
        if (screen.Json) screen.Plain(AsJson(settings, values));
        else Paste(values, made);
    }

    private async Task DemoWorld(CancellationToken cancel)
    {
        var cast = await Cast.Create(api, cancel);
        var started = await api.Post(
            $"people/{cast.Person}/acts", new JsonObject { ["page"] = cast.Page, ["act"] = "get_started" }, cancel);
        if (!started.Ok) throw started.Fault();
    }

    private async Task<bool> IsEmpty(CancellationToken cancel)
    {
        var pages = await api.Get("pages?limit=1", cancel);
        return pages.Ok ? !pages.Root.Each("data").Any() : throw pages.Fault();
    }

    private void Where(ServerOptions settings)
    {
        var store = settings.Store == ServerOptions.InMemory ? "in memory" : settings.Store;
        screen.Line($"[green]Parley is ready[/] at [bold]{api.Origin}[/]");
        screen.Line($"  [grey]store {store.EscapeMarkup()}, edition {settings.Edition}, mode {settings.Mode}[/]");
        screen.Line($"  [grey]API to try:[/] {api.Origin}/_parley/docs");
        if (secure is null) return;
        screen.Line($"  [grey]https for clients with a fixed host:[/] {secure}");
        if (settings.Tls == new TrustFolder(TrustFolder.Usual, TimeProvider.System).Server)
            screen.Line("  [grey]how they come to trust it:[/] parley trust");
    }

    private void Paste(SmallWorld? values, bool made)
    {
        screen.Line();
        if (values is null)
        {
            screen.Line("  [grey]pages, apps and tokens:[/] parley world export");
        }
        else
        {
            if (made) screen.Line("A new store, so here is a demo world: Ada has just tapped Get Started.");
            screen.Line();
            foreach (var (name, value) in values.Named) screen.Plain($"  export {name}={value}");
            screen.Line();
            screen.Line("Try in another terminal:");
            screen.Line();
            foreach (var line in Commands.Split('\n')) screen.Plain("  " + line);
        }

        screen.Line();
        screen.Line("[grey]Ctrl-C stops it.[/]");
    }

    private string AsJson(ServerOptions settings, SmallWorld? values)
    {
        var said = new JsonObject { ["url"] = api.Origin, ["store"] = settings.Store };
        if (secure is not null) said["https"] = secure;
        if (values is null) return said.ToJsonString();
        var world = new JsonObject();
        foreach (var (name, value) in values.Named) world[name.ToLowerInvariant()] = value;
        said["world"] = world;
        return said.ToJsonString();
    }
}
