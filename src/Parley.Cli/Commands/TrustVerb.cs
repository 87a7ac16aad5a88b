using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Terminal;
using Parley.Cli.Trust;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary>
/// <c>parley trust</c>: an authority of this machine's own, for clients that only speak https to a fixed host.
/// </summary>
internal sealed class TrustVerb : Command, IHasExamples
{
    private readonly Option<string> folder = Opt.Text(
        "--dir", "DIR", "Where the certificates are kept.", TrustFolder.Usual);

    private readonly Option<bool> anew =
        Opt.Flag("--new", "Throw the authority away and make another, which clients must be told to trust again.");

    private readonly Option<bool> json = Opt.Flag("--json", "Print the files as one JSON object.");

    public TrustVerb()
        : base("trust", "Makes a local authority and a certificate for graph.facebook.com and its like.")
    {
        foreach (var option in (Option[])[folder, anew, json]) Options.Add(option);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "parley trust",
        "parley trust --new",
        "export NODE_EXTRA_CA_CERTS=$(parley trust --json | jq -r .authority)",
    ];

    private int Run(ParseResult parsed)
    {
        var screen = Screen.For(parsed.InvocationConfiguration, parsed.GetValue(json));
        var trust = new TrustFolder(parsed.GetValue(folder)!, TimeProvider.System);
        var made = trust.Ensure(parsed.GetValue(anew));
        if (screen.Json) screen.Plain(AsJson(trust, made));
        else Tell(screen, trust, made);
        return ExitCode.Done;
    }

    private static string AsJson(TrustFolder trust, TrustFolder.Made made) => new JsonObject
    {
        ["authority"] = trust.Root,
        ["certificate"] = trust.Server.Certificate,
        ["key"] = trust.Server.Key,
        ["names"] = new JsonArray([.. Names.Hosts.Select(host => JsonValue.Create(host))]),
        ["made"] = made.ToString().ToLowerInvariant(),
    }.ToJsonString();

    private static void Tell(Screen screen, TrustFolder trust, TrustFolder.Made made)
    {
        screen.Line(made switch
        {
            TrustFolder.Made.Authority => "[green]✓[/] a new local authority and a certificate signed by it",
            TrustFolder.Made.Certificate => "[green]✓[/] a new certificate by the authority you trust already",
            _ => "[green]✓[/] authority and certificate are there, and good for a month at least",
        });
        screen.Line($"  [grey]for {string.Join(", ", Names.Hosts)} and no other name[/]");
        screen.Line($"  [grey]authority:[/] {trust.Root.EscapeMarkup()}");
        screen.Line();
        screen.Line("Tell your client to trust it, one of:");
        screen.Line();
        foreach (var way in Ways.Of(trust.Root)) screen.Plain("  " + way);
        screen.Line();
        screen.Line("Then start the server on the port the client expects, and send its hosts here:");
        screen.Line();
        screen.Plain("  parley serve --tls 443");
        var hosts = string.Join(' ', Names.Hosts.Where(host => host != "localhost"));
        screen.Plain($"  echo '127.0.0.1 {hosts}' >> /etc/hosts");
    }
}
