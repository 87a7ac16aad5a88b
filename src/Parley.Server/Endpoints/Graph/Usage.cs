using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Parley.Server.Hosting;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Counts calls, and prints them as the platform's usage headers do: in percent of what is allowed.</summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API rate limiting. Nothing is throttled; the two times are percent of the
/// span itself, CPU time being the part of a call before it waits for the disk.
/// </remarks>
internal sealed class Usage(GraphOptions options)
{
    private readonly ConcurrentDictionary<long, Meter> apps = new();
    private readonly ConcurrentDictionary<(long App, long Node), Meter> nodes = new();

    /// <summary>The value of <c>x-app-usage</c> where no app is known.</summary>
    public const string Nothing = """{"call_count":0,"total_cputime":0,"total_time":0}""";

    /// <summary>Counts a call of an app token and returns the value of <c>x-app-usage</c>.</summary>
    public string CountApp(long app, Instant now, in CallTime time)
    {
        var meter = apps.GetOrAdd(
            app, static (_, most) => new Meter(Duration.FromHours(1), most, Plain), options.AppCallsPerHour);
        return meter.Count(now, in time);
    }

    /// <summary>
    /// Counts a call of a page or Instagram token and returns the value of <c>x-business-use-case-usage</c>.
    /// </summary>
    public string CountNode(long app, long node, bool instagram, Instant now, in CallTime time)
    {
        var meter = nodes.GetOrAdd(
            (app, node),
            static (key, arg) => new Meter(Duration.FromDays(1), arg.Most, Business(key.Node, arg.instagram)),
            (Most: options.PageCallsPerDay, instagram));
        return meter.Count(now, in time);
    }

    private static string Plain(Percent percent) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"call_count":{{percent.Calls}},"total_cputime":{{percent.Cpu}},"total_time":{{percent.Total}}}""");

    private static Func<Percent, string> Business(long node, bool instagram) => percent =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"{{node}}":[{"type":"{{(instagram ? "instagram" : "messenger")}}","call_count":{{percent.Calls}},"total_cputime":{{percent.Cpu}},"total_time":{{percent.Total}},"estimated_time_to_regain_access":0}]}""");

    private readonly record struct Percent(long Calls, long Cpu, long Total);

    private sealed class Meter(Duration span, long mostCalls, Func<Percent, string> print)
    {
        private readonly RollingSum calls = new((long)span.TotalMilliseconds);
        private readonly RollingSum cpuTicks = new((long)span.TotalMilliseconds);
        private readonly RollingSum totalTicks = new((long)span.TotalMilliseconds);
        private readonly double spanTicks = span.TotalSeconds * Stopwatch.Frequency;
        private Printed printed = new(default, print(default));

        public string Count(Instant now, in CallTime time)
        {
            var at = now.ToUnixTimeMilliseconds();
            var percent = new Percent(
                calls.Add(at, time.Calls) * 100 / mostCalls,
                (long)(cpuTicks.Add(at, time.CpuTicks) * 100 / spanTicks),
                (long)(totalTicks.Add(at, time.TotalTicks) * 100 / spanTicks));
            var last = printed;
            if (last.Percent == percent) return last.Text;
            printed = last = new Printed(percent, print(percent));
            return last.Text;
        }
    }

    private sealed record Printed(Percent Percent, string Text);
}

/// <summary>How long a call took, in ticks of <see cref="Stopwatch"/>.</summary>
/// <param name="CpuTicks">Until it began to wait.</param>
/// <param name="TotalTicks">Until its answer was ready.</param>
/// <param name="Calls">As how many calls it counts.</param>
internal readonly record struct CallTime(long CpuTicks, long TotalTicks, int Calls);
