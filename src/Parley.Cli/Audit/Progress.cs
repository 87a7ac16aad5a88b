using System.Diagnostics;
using System.Globalization;

namespace Parley.Cli.Audit;

/// <summary>How far a long audit is, on a terminal only.</summary>
internal sealed class Progress(LogSource source, TextWriter error, bool wanted)
{
    private const int Cells = 30;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly bool shows = wanted && ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan last;
    private bool shown;

    public void Show(long lines)
    {
        if (!shows || (shown && watch.Elapsed - last < Between)) return;
        last = watch.Elapsed;
        shown = true;
        var speed = lines / watch.Elapsed.TotalSeconds / 1000;
        var bar = source.Done is { } done ? Bar(done) : "";
        error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{bar}{lines:N0} lines, {speed:N0} k/s  "));
    }

    public void Clear()
    {
        if (shown) error.Write("\r" + new string(' ', Cells + 40) + "\r");
        shown = false;
    }

    private static string Bar(double done)
    {
        var full = (int)(Math.Clamp(done, 0, 1) * Cells);
        return string.Create(
            CultureInfo.InvariantCulture, $"[{new string('#', full).PadRight(Cells, '.')}] {done * 100:N0} %  ");
    }
}
