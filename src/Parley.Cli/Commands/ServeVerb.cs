using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Parley.Cli.Client;
using Parley.Cli.Serving;
using Parley.Cli.Terminal;
using Parley.Cli.Trust;
using Parley.Server.Hosting;

namespace Parley.Cli.Commands;

/// <summary><c>parley serve</c>: the platform itself, until Ctrl-C.</summary>
internal sealed class ServeVerb : Command, IHasExamples
{
    private const int UsualTlsPort = 5443;

    private readonly TextReader input;

    private readonly Option<string?> file =
        Opt.Text("--settings", "FILE", "A JSON file with any of the settings; the options here override it.");

    private readonly Option<string?> store =
        Opt.Text("--store", "DIR", "The directory that remembers everything [default: parley-store].");

    private readonly Option<bool> ephemeral = Opt.Flag("--ephemeral", "Remember nothing: in memory only.");
    private readonly Option<string?> urls = Opt.Text(
        "--urls",
        "URLS",
        $"Where to listen, several separated by `;` [default: {ServerOptions.DefaultUrl}]. Port 0 takes a free one.");

    private readonly Option<int?> tls = new("--tls")
    {
        Description = "Answer https, too, with the certificate of `parley trust`, made if it is missing; at PORT or "
            + $"{UsualTlsPort}.",
        HelpName = "PORT",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> world =
        Opt.Text("--world", "FILE", "Merge a world file into the store first, - for standard input.");

    private readonly Option<string?> virtualClock = new("--virtual-clock")
    {
        Description = "A new store's clock stands still until it is moved; it begins at INSTANT or now.",
        HelpName = "INSTANT",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> edition =
        Opt.Text("--edition", "DAY", "The edition of the policy, a day or auto.");

    private readonly Option<string?> mode =
        Opt.OneOf("--mode", "What a violation does: it is recorded, or refused.", "emulate", "strict");

    private readonly Option<string?> operatorKey =
        Opt.Text("--operator-key", "KEY", "What every /_parley call must show; else PARLEY_OPERATOR_KEY.");

    private readonly Option<bool> json = Opt.Flag("--json", "Say where it listens as one line of JSON.");

    public ServeVerb(TextReader input)
        : base("serve", "Starts the platform: Graph API, webhooks and Parley's own API on one port. Ends with Ctrl-C.")
    {
        this.input = input;
        foreach (var option in (Option[])[store, ephemeral, urls, tls, world, virtualClock, file]) Options.Add(option);
        foreach (var option in (Option[])[edition, mode, operatorKey]) Options.Add(option);
        Options.Add(json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "parley serve",
        "parley serve --ephemeral --virtual-clock 2026-03-02T09:00:00.000Z",
        "parley serve --store /var/lib/parley --world world.json",
        "parley serve --tls 443",
        "parley serve --settings settings.json",
        "PARLEY_OPERATOR_KEY=... parley serve --urls http://0.0.0.0:5280",
    ];

    private async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var screen = Screen.For(parsed.InvocationConfiguration, parsed.GetValue(json));
        var settings = await Settings(parsed, cancel);
        var loaded = parsed.GetValue(world) is { } file ? await World(file, settings.VirtualClock, cancel) : null;

        await using var server = await RunningServer.Start(settings, cancel);
        try
        {
            await Greet(parsed, screen, server, settings, loaded, cancel);
            await server.UntilStopped(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopped while it still said hello: that is an orderly end, too.
        }

        return ExitCode.Done;
    }

    private async Task Greet(
        ParseResult parsed,
        Screen screen,
        RunningServer server,
        ServerOptions settings,
        byte[]? loaded,
        CancellationToken cancel)
    {
        // Where there is nothing but https, the server's own certificate is the one to expect.
        using var shown =
            settings.Tls.Certificate is { } file ? X509CertificateLoader.LoadCertificateFromFile(file) : null;
        using var api = ParleyApi.Connect(server.Origin, settings.OperatorKey, shown: shown);
        if (loaded is not null && await api.Post("world?merge=true", loaded, cancel) is { Ok: false } refused)
            throw CliException.Usage($"{parsed.GetValue(world)}: {refused.Fault().Message}");

        await new Welcome(screen, api, server.HttpsOrigin).Say(settings, cancel);
    }

    private async Task<byte[]> World(string file, bool clockIsGiven, CancellationToken cancel)
    {
        var bytes = await InputFile.Read(file, input, cancel);
        if (!clockIsGiven) return bytes;
        try
        {
            // The command line's clock counts, not the one of the day the file was written.
            if (JsonNode.Parse(bytes) is not JsonObject world) return bytes;
            world.Remove("clock");
            return Encoding.UTF8.GetBytes(world.ToJsonString());
        }
        catch (JsonException fault)
        {
            throw CliException.Usage($"{file} is no JSON: line {fault.LineNumber + 1}");
        }
    }

    private async Task<ServerOptions> Settings(ParseResult parsed, CancellationToken cancel)
    {
        var settings = await FromFile(parsed.GetValue(file), cancel);
        var key = parsed.GetValue(operatorKey) ?? Environment.GetEnvironmentVariable("PARLEY_OPERATOR_KEY");
        if (parsed.GetValue(ephemeral)) settings = settings with { Store = ServerOptions.InMemory };
        else if (parsed.GetValue(store) is { } directory) settings = settings with { Store = directory };
        if (parsed.GetValue(urls) is { } where) settings = settings with { Urls = where };
        if (parsed.GetResult(tls) is not null) settings = WithTls(settings, parsed.GetValue(tls) ?? UsualTlsPort);
        if (key is { Length: > 0 }) settings = settings with { OperatorKey = key };
        if (parsed.GetResult(virtualClock) is not null) settings = settings with { VirtualClock = true };
        if (parsed.GetValue(virtualClock) is { } start) settings = settings with { ClockStart = Begin(start) };
        if (parsed.GetValue(edition) is { } day) settings = settings with { Edition = day };
        return parsed.GetValue(mode) is { } how ? settings with { Mode = how } : settings;
    }

    private async Task<ServerOptions> FromFile(string? name, CancellationToken cancel)
    {
        if (name is null) return new ServerOptions();
        try
        {
            return SettingsFile.Read(await InputFile.Read(name, input, cancel));
        }
        catch (SettingsException fault)
        {
            throw CliException.Usage($"{name}: {fault.Message}");
        }
    }

    private static ServerOptions WithTls(ServerOptions settings, int port)
    {
        if (port is < 0 or > ushort.MaxValue) throw CliException.Usage($"`--tls` is {port}: expected a port");
        var files = settings.Tls;
        if (files.Certificate is null)
        {
            var trust = new TrustFolder(TrustFolder.Usual, TimeProvider.System);
            trust.Ensure();
            files = trust.Server;
        }

        return settings with { Urls = $"{settings.Urls};https://127.0.0.1:{port}", Tls = files };
    }

    private static Instant Begin(string text) =>
        InstantPattern.ExtendedIso.Parse(text) is { Success: true } read
            ? read.Value
            : throw CliException.Usage($"`--virtual-clock` is `{text}`: expected 2026-03-02T09:00:00.000Z or the like");
}
