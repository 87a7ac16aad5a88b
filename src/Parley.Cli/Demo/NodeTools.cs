using System.ComponentModel;
using System.Diagnostics;

namespace Parley.Cli.Demo;

/// <summary>Node and npm of this machine, as far as the sample bot needs them.</summary>
internal static class NodeTools
{
    private const int LeastMajor = 20;
    private const string OwnBot = "or run `parley demo --bot URL` with a bot of your own";

    private static readonly string[] Install =
        ["install", "--omit=dev", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];

    /// <summary>Makes sure that node is new enough and the folder's packages are installed.</summary>
    /// <param name="folder">A folder with a <c>package.json</c>.</param>
    /// <param name="note">Told before something slow begins.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CliException">node or npm is missing or too old, or the installation failed.</exception>
    public static async Task Prepare(string folder, Action<string> note, CancellationToken cancel)
    {
        var (code, version) = await Run("node", ["--version"], folder, cancel);
        if (code != 0 || !int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < LeastMajor)
            throw CliException.Missing($"the bot needs Node {LeastMajor} or newer, found {version.Trim()}; {OwnBot}");
        if (Installed(folder)) return;

        note("installing the sample bot's packages with npm, once");
        var (installed, output) = await Run(Npm, Install, folder, cancel);
        if (installed != 0)
            throw CliException.Missing($"npm could not install packages in {folder}: {LastLine(output)}; {OwnBot}");
    }

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    // npm writes this file last, so a broken installation is made anew, and so is one of an older package.json.
    private static bool Installed(string folder)
    {
        var done = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        return done.Exists && done.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package.json"));
    }

    private static async Task<(int Code, string Output)> Run(
        string program, string[] arguments, string folder, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            try
            {
                await process.WaitForExitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            throw CliException.Missing($"{program} is missing (https://nodejs.org, {LeastMajor} or newer); {OwnBot}");
        }
    }

    private static string LastLine(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line => !line.Contains("A complete log", StringComparison.Ordinal)) ?? "no message";
}
