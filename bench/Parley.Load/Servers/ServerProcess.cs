using System.Diagnostics;
using System.Globalization;

namespace Parley.Load.Servers;

/// <summary>This executable again, in the role of one server.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const double TicksPerSecond = 100;
    private const int UserTicks = 11;
    private const int SystemTicks = 12;

    private readonly Process process;

    private ServerProcess(Process process, Uri address, TimeSpan ready) =>
        (this.process, Address, Ready) = (process, address, ready);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>How long it took from the start of the process until it listened.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Processor seconds spent so far, in user and kernel mode.</summary>
    public double CpuSeconds
    {
        get
        {
            // The name in the second field may hold blanks, so counting starts behind its closing bracket.
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[UserTicks]) + Number(fields[SystemTicks])) / TicksPerSecond;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{process.Id}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
        }
    }

    /// <summary>Starts a role and waits until it tells its address.</summary>
    public static async Task<ServerProcess> Start(params string[] role)
    {
        // The product runs as it is shipped: this is what parley.runtimeconfig.json says.
        Dictionary<string, string> shipped =
            role is ["product", ..] ? new() { ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0" } : [];
        var start = new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, .. role])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var setting in Generator.LoadGenerator.SocketSettings) start.Environment.Remove(setting);
        foreach (var (name, value) in shipped) start.Environment[name] = value;
        var begun = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The server `{role[0]}` ended before it listened.");
        return new ServerProcess(process, new Uri(address), Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>Asks it to end and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
