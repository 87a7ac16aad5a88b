using System.Text;
using Parley.Cli.Terminal;

namespace Parley.Cli.Audit;

/// <summary>Where a report goes: buffered, since there may be millions of lines.</summary>
internal sealed class ReportOut : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamWriter? owned;

    private ReportOut(TextWriter writer, StreamWriter? owned)
    {
        Writer = writer;
        this.owned = owned;
    }

    public TextWriter Writer { get; }

    /// <summary>Whether a person reads along.</summary>
    public bool IsTerminal => owned is not null && !Console.IsOutputRedirected;

    /// <summary>Whether they may see colours.</summary>
    public bool Colours => owned is not null && Screen.Colours(Console.Out);

    public static ReportOut To(TextWriter output)
    {
        if (!ReferenceEquals(output, Console.Out)) return new ReportOut(output, null);
        var owned = new StreamWriter(Console.OpenStandardOutput(), Utf8, 64 * 1024) { NewLine = "\n" };
        return new ReportOut(owned, owned);
    }

    public void Dispose() => owned?.Dispose();
}
