using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Load.Generator;
using Parley.Load.Servers;

namespace Parley.Load;

/// <summary>
/// Signed webhooks per second with 64 in flight, against wrk posting the same body to the same receiver.
/// </summary>
internal static partial class Webhooks
{
    private const long FirstPerson = 300_000_000_000_000;
    private const int People = 5_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Lets deliveries pile up behind a closed gate, opens it, and measures how fast they go out.</summary>
    public static async Task<Delivered> Measure(LoadOptions options, string work)
    {
        var store = Path.Combine(work, "deliveries");
        await using var sink = await ServerProcess.Start("sink", "held");
        using var http = new HttpClient { BaseAddress = sink.Address };
        string all;
        long owed;
        double perSecond;
        await using (var product = await ServerProcess.Start(ProductServer.Arguments(
            store, FirstPerson, People, ProductServer.UsuallyHot, new Uri(sink.Address, "/hook").ToString())))
        {
            owed = await PileUp(product, options);
            var begun = Stopwatch.GetTimestamp();
            await http.PostAsync(new Uri("/gate", UriKind.Relative), null);
            // Counted over the second half: at first the sender's code is still being compiled.
            var (early, since) = await Until(http, owed / 2, begun);
            var (last, ended) = await Until(http, owed, begun);
            perSecond = (last - early) / (ended - since).TotalSeconds;
            all = await http.GetStringAsync(new Uri("/all", UriKind.Relative));
        }

        var (lost, disordered, repeated) = JournalCheck.Compare(await JournalCheck.Sent(store), all);
        return new Delivered(
            owed, perSecond, lost, disordered, repeated, await Wrk(new Uri(sink.Address, "/hook"), work));
    }

    private static async Task<long> PileUp(ServerProcess product, LoadOptions options)
    {
        var template = new SendTemplate(product.Address, Rounds.SendPath + ProductServer.Token);
        var people = new People(FirstPerson, People);
        var owed = 0L;
        for (var seed = 1UL; owed < options.Deliveries; seed += 1_000)
        {
            owed += (await LoadGenerator.Run(
                product, template, people, options.InFlight, TimeSpan.FromSeconds(0.25), seed)).Acknowledged;
        }

        return owed;
    }

    private static async Task<(long Count, TimeSpan At)> Until(HttpClient http, long count, long begun)
    {
        while (true)
        {
            var now = await Count(http);
            var at = Stopwatch.GetElapsedTime(begun);
            if (now >= count || at > Patience) return (now, at);
            await Task.Delay(5);
        }
    }

    private static async Task<long> Count(HttpClient http) =>
        long.Parse(await http.GetStringAsync(new Uri("/count", UriKind.Relative)), CultureInfo.InvariantCulture);

    private static async Task<double?> Wrk(Uri hook, string work)
    {
        if (!await WrkIsThere()) return null;
        var script = Path.Combine(work, "post.lua");
        await File.WriteAllTextAsync(script, Script);
        var said = await Run("wrk", "-t1", "-c64", "-d3s", "-s", script, hook.ToString());
        var rate = Rate().Match(said ?? "");
        return rate.Success ? double.Parse(rate.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static async Task<bool> WrkIsThere()
    {
        if (await Run("wrk", "-v") is not null) return true;
        Report.Line("installing wrk");
        await Run("apt-get", "update", "-qq");
        await Run("apt-get", "install", "-y", "-qq", "wrk");
        return await Run("wrk", "-v") is not null;
    }

    private static async Task<string?> Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = await process.StandardOutput.ReadToEndAsync();
            await errors;
            await process.WaitForExitAsync();
            return said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A body as long as an echo, with the headers a delivery has.</summary>
    private static string Script => $$$"""
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        wrk.headers["X-Hub-Signature"] = "sha1={{{new string('0', 40)}}}"
        wrk.headers["X-Hub-Signature-256"] = "sha256={{{new string('0', 64)}}}"
        wrk.body = '{"object":"page","entry":[{"id":"10000000000001","time":1633510800000,"messaging":[{"sender":' ..
          '{"id":"10000000000001"},"recipient":{"id":"300000000000001"},"timestamp":1633510800000,"message":' ..
          '{"mid":"m_{{{new string('A', 86)}}}","is_echo":true,"app_id":20000000000001,' ..
          '"text":"Your table is booked, number 0000000001"}}]}]}'
        """;

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();
}

/// <summary>What became of the deliveries.</summary>
/// <param name="Owed">How many were owed when the gate opened.</param>
/// <param name="PerSecond">How many went out a second.</param>
/// <param name="Lost">How many never came.</param>
/// <param name="Disordered">In how many threads order was not the journal's.</param>
/// <param name="Repeated">How many came more than once.</param>
/// <param name="Wrk">What wrk reached on the same receiver; null without wrk.</param>
internal sealed record Delivered(long Owed, double PerSecond, long Lost, int Disordered, long Repeated, double? Wrk);
