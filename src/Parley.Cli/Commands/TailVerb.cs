using System.CommandLine;
using System.Text.Json;
using Parley.Cli.Client;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley tail</c>: everything that happens, one line each, as it happens.</summary>
internal sealed class TailVerb : ClientVerb
{
    private readonly Option<string?>[] filters =
    [
        Opt.Text("--page", "PAGE", "Only of this page."),
        Opt.Text("--thread", "PAGE/PSID", "Only of this thread, as PAGE/PSID."),
        Opt.Text("--kind", "KIND", "Only of this kind, as message, sent or refused."),
        Opt.Text("--after", "POSITION", "From this position on instead of from now; 0 is the beginning."),
    ];

    public TailVerb()
        : base(
            "tail",
            "Shows what happens as it happens: messages, sends with their lane, refusals with their reason.",
            "parley tail",
            "parley tail --kind refused",
            "parley tail --after 0 --thread 100000000000001/7000000000000001 --json")
    {
        foreach (var filter in filters) Options.Add(filter);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
    {
        var query = Query.Of(filters.Select(filter => (filter.Name[2..], parsed.GetValue(filter))));
        try
        {
            using var response = await api.Stream("journal" + query, cancel);
            await using var stream = await response.Content.ReadAsStreamAsync(cancel);
            await foreach (var data in ServerSentEvents.Read(stream, cancel)) Print(screen, data);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done; // Ctrl-C is how a tail ends.
        }
        catch (IOException fault)
        {
            throw new CliException(ExitCode.Unreachable, $"the server at {api.Origin} went away", fault);
        }

        return ExitCode.Done;
    }

    private static void Print(Screen screen, string data)
    {
        if (screen.Json)
        {
            screen.Plain(data);
            return;
        }

        using var row = JsonDocument.Parse(data);
        screen.Line(EventLine.Of(row.RootElement));
    }
}
