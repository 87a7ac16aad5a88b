using System.Diagnostics;
using System.Globalization;
using System.Text;
using Parley.Cli;

namespace Parley.Scenarios.Tests;

/// <summary><c>parley audit</c> on a terminal, which <c>script</c> plays.</summary>
public sealed class AuditTerminalTests : IDisposable
{
    private const string Green = "\e[32m";
    private const string Bar = "[##############################] 100 %";

    private readonly string folder = Directory.CreateTempSubdirectory("parley-terminal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_terminal_shows_verdicts_in_colour_unless_NO_COLOR_is_set()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Contains(Green, await OnTerminal("audit log.jsonl", ("NO_COLOR", "")), StringComparison.Ordinal);
        var plain = await OnTerminal("audit log.jsonl", ("NO_COLOR", "1"));
        Assert.Contains("✓ standard", plain, StringComparison.Ordinal);
        Assert.DoesNotContain(Green, plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_into_a_file_has_no_colour_and_the_terminal_shows_how_far_it_is()
    {
        if (!OperatingSystem.IsLinux()) return;
        var shown = await OnTerminal("audit log.jsonl > report.txt", ("NO_COLOR", ""));
        Assert.Contains(Bar, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("✓", shown, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "report.txt"), Cancel);
        Assert.Contains("✓ standard", report, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', report);
    }

    [Fact]
    public async Task Without_a_terminal_there_is_no_bar()
    {
        if (!OperatingSystem.IsLinux()) return;
        var shown = await OnTerminal("audit log.jsonl > report.txt 2> errors.txt", ("NO_COLOR", ""));
        Assert.DoesNotContain("lines", shown, StringComparison.Ordinal);
        Assert.Equal("", await File.ReadAllTextAsync(Path.Combine(folder, "errors.txt"), Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> OnTerminal(string command, (string Name, string Value) setting)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "log.jsonl"), LogOf(900), Cancel);
        var parley = $"dotnet '{typeof(CommandLine).Assembly.Location}' {command}";
        var start = new ProcessStartInfo("script", ["-q", "-e", "-c", parley, "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment[setting.Name] = setting.Value;
        using var process = Process.Start(start)!;
        var shown = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == ExitCode.Done, shown);
        return shown;
    }

    private static string LogOf(int sends)
    {
        var log = new StringBuilder();
        log.Append(
            """
            {"received":{"object":"page","entry":[{"id":"100","messaging":[{"sender":{"id":"700"},"timestamp":1633424400000,"message":{"mid":"m","text":"hi"}}]}]}}

            """);
        for (var send = 0; send < sends; send++)
        {
            log.Append(
                CultureInfo.InvariantCulture,
                $$$$"""
                {"sent":{"at":1633424400{{{{send:000}}}},"page":"100","author":"human","request":{"recipient":{"id":"700"},"message":{"text":"Hello"}},"mid":"m_{{{{send}}}}"}}

                """);
        }

        return log.ToString();
    }
}
