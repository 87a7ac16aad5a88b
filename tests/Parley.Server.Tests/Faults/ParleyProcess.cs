using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parley.Server.Tests.Faults;

/// <summary>
/// The real program, started as a user starts it, that can be killed at any moment and started again.
/// </summary>
internal sealed class ParleyProcess(string store) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int port = FreePort();
    private readonly HttpClient http = new();
    private Process? process;

    /// <summary>Where it listens, every time.</summary>
    public Uri Origin => new($"http://127.0.0.1:{port}");

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task Start()
    {
        var complaints = Launch();
        var begun = Stopwatch.GetTimestamp();
        while (!await Ready())
        {
            if (process!.HasExited) Assert.Fail($"`parley serve` ended with {process.ExitCode}: {await complaints}");
            if (Stopwatch.GetElapsedTime(begun) > Patience) Assert.Fail("`parley serve` was not ready in time.");
            await Task.Delay(25);
        }
    }

    /// <summary>Starts it and waits for nothing; what it complains of is the result.</summary>
    public Task<string> Launch()
    {
        string[] arguments = [Program(), "serve", "--store", store, "--urls", Origin.ToString()];
        process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        return process.StandardError.ReadToEndAsync();
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM: it ends by itself.</summary>
    public async Task Stop()
    {
        using (var terminate = Process.Start("kill", ["-TERM", $"{process!.Id}"])!) await terminate.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is not null) await Kill();
    }

    private async Task<bool> Ready()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Origin, "/_parley/health/ready"));
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Program()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "artifacts", "bin", "Parley.Cli", "release", "parley.dll");
            if (File.Exists(program)) return program;
        }

        throw new InvalidOperationException("Build src/Parley.Cli in Release first: this test runs the real program.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
