using System.CommandLine;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Parley.Cli.Wordings;
using Parley.Server.Hosting;

namespace Parley.Cli.Commands;

/// <summary>A verb that asks a running server over HTTP: it knows where, with which key, and how to print.</summary>
internal abstract class ClientVerb : Command, IHasExamples
{
    private readonly Option<string?> url = new("--url")
    {
        Description = "Where the server is.",
        HelpName = "URL",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PARLEY_URL") is { Length: > 0 } set
            ? set
            : ServerOptions.DefaultUrl,
    };

    private readonly Option<string?> key =
        Opt.Text("--key", "KEY", "The server's operator key; else PARLEY_OPERATOR_KEY.");

    private readonly Option<string> language = Opt.Language();
    private readonly Option<bool> json = Opt.Flag("--json", "Print the API's JSON exactly as it came.");

    /// <summary>A verb with the options every client verb has; a class adds its own in its constructor.</summary>
    protected ClientVerb(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Examples = examples;
        Options.Add(json);
        Options.Add(url);
        Options.Add(key);
        Options.Add(language);
        SetAction(Invoke);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Does what the verb says.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> Run(ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel);

    private async Task<int> Invoke(ParseResult parsed, CancellationToken cancel)
    {
        var secret = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable("PARLEY_OPERATOR_KEY");
        var words = Wording.Languages[parsed.GetValue(language)!];
        using var api = ParleyApi.Connect(
            parsed.GetValue(url)!, secret is { Length: > 0 } ? secret : null, words.Language);
        var screen = Screen.For(parsed.InvocationConfiguration, parsed.GetValue(json), words);
        return await Run(parsed, api, screen, cancel);
    }
}
