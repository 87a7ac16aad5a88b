using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Parley.Cli.Scenarios;

namespace Parley.Cli.Demo;

/// <summary>The sample bot as a process of its own: started, spoken through, and ended by its id.</summary>
internal sealed class SampleBot : IVoice, IAsyncDisposable
{
    private const string Announcement = "echo-bot listens on ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly string folder;
    private readonly IReadOnlyDictionary<string, string> environment;

    private SampleBot(Process process, string folder, IReadOnlyDictionary<string, string> environment, string callback)
    {
        this.process = process;
        this.folder = folder;
        this.environment = environment;
        Callback = callback;
    }

    /// <summary>Where its webhook listens.</summary>
    public string Callback { get; }

    /// <summary>The process's id.</summary>
    public int Id => process.Id;

    /// <summary>Where the sample lies: beside the sources this program was built from.</summary>
    /// <exception cref="CliException">It is not there.</exception>
    public static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "samples", "echo-bot");
            if (File.Exists(Path.Combine(folder, "package.json"))) return folder;
        }

        throw CliException.Missing(
            "samples/echo-bot is not beside this program; run `parley demo --bot URL` with a bot of your own");
    }

    /// <summary>Starts the bot on a port, 0 for a free one, and waits until it listens.</summary>
    /// <exception cref="CliException">It does not start.</exception>
    public static async Task<SampleBot> Start(
        string folder, string origin, CastApp app, int port, Action<string> said, CancellationToken cancel)
    {
        var environment = new Dictionary<string, string>
        {
            ["PARLEY_URL"] = origin,
            ["PAGE_TOKEN"] = app.PageToken,
            ["APP_SECRET"] = app.Secret,
            ["VERIFY_TOKEN"] = Cast.VerifyToken,
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
        };
        var process = Process.Start(Node(folder, environment, "src/bot.js"))!;
        var listens = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Announcement, StringComparison.Ordinal) is true)
                listens.TrySetResult(line.Data[Announcement.Length..].Trim());
            else if (line.Data is null)
                listens.TrySetException(CliException.Missing("the sample bot ended before it listened"));
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text) said(text);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new SampleBot(process, folder, environment, await listens.Task.WaitAsync(StartLimit, cancel));
        }
        catch (Exception fault)
        {
            await End(process);
            if (fault is not TimeoutException) throw;
            throw CliException.Missing($"the sample bot does not listen after {StartLimit.TotalSeconds} s");
        }
    }

    /// <inheritdoc/>
    public async Task<JsonElement> Say(string psid, string text, CancellationToken cancel)
    {
        using var saying = Process.Start(Node(folder, environment, "src/say.js", psid, text))!;
        var output = saying.StandardOutput.ReadToEndAsync(cancel);
        var errors = saying.StandardError.ReadToEndAsync(cancel);
        await saying.WaitForExitAsync(cancel);
        try
        {
            using var answer = JsonDocument.Parse(await output);
            return answer.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new CliException(ExitCode.Broken, $"say.js printed no JSON: {(await errors).Trim()}", fault);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => End(process);

    private static async ValueTask End(Process process)
    {
        using (process)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static ProcessStartInfo Node(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
