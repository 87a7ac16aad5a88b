using System.Diagnostics;
using System.Text.Json;

namespace Parley.Bench.Engines;

/// <summary>
/// Cedar on WebAssembly in a Node process of its own, <c>bench/cedar</c>: policies preparsed, entities and context
/// passed with every call, since its API takes them as JSON only. The clock is inside that process.
/// </summary>
internal sealed class CedarContender : IContender
{
    private static readonly JsonSerializerOptions Spelling =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Process process;
    private readonly bool[] answers;

    private CedarContender(Process process, JsonElement first)
    {
        this.process = process;
        var (version, policies) = (first.GetProperty("version").GetString(), first.GetProperty("policies"));
        Name = $"Cedar {version} on WebAssembly, {policies} policies";
        answers = [.. first.GetProperty("accepted").EnumerateArray().Select(one => one.GetBoolean())];
    }

    public string Name { get; }

    /// <summary>The fastest round of the same calls against no policy, in nanoseconds a call.</summary>
    public double Call { get; private set; } = double.MaxValue;

    /// <summary>The fastest round of a call without arguments, in nanoseconds a call.</summary>
    public double Crossing { get; private set; } = double.MaxValue;

    /// <summary>Starts it; its package is installed where it is missing.</summary>
    public static CedarContender Start(IEnumerable<Question> questions)
    {
        var folder = Folder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) Install(folder);
        var process = Process.Start(new ProcessStartInfo("node", "judge.js")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new CedarContender(process, Ask(process, JsonSerializer.Serialize(questions, Spelling)));
    }

    public bool[] Answers() => answers;

    public double Round()
    {
        var told = Ask(process, "round");
        Call = Math.Min(Call, told.GetProperty("call").GetDouble());
        Crossing = Math.Min(Crossing, told.GetProperty("crossing").GetDouble());
        return told.GetProperty("decision").GetDouble();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static JsonElement Ask(Process process, string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        return JsonElement.Parse(process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("bench/cedar ended before it answered"));
    }

    private static void Install(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", "install --no-package-lock --no-audit --no-fund")
        {
            WorkingDirectory = folder,
        })!;
        npm.WaitForExit();
        if (npm.ExitCode != 0) throw new InvalidOperationException("npm could not install bench/cedar");
    }

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "bench", "cedar");
            if (File.Exists(Path.Combine(folder, "package.json"))) return folder;
        }

        throw new InvalidOperationException("bench/cedar is not beside this program");
    }
}
