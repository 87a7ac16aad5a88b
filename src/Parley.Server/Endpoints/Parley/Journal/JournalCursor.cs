using System.Globalization;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// A place in the journal: one number per stream, joined by dots. An embedded store has one stream, so its cursors are
/// plain numbers.
/// </summary>
internal sealed class JournalCursor
{
    private readonly long[] positions;

    private JournalCursor(long[] positions) => this.positions = positions;

    /// <summary>Before everything.</summary>
    public static JournalCursor Start(IJournal journal) => new(new long[journal.Streams]);

    /// <summary>After everything that is on disk now.</summary>
    public static JournalCursor End(IJournal journal) =>
        new([.. Enumerable.Range(0, journal.Streams).Select(journal.Committed)]);

    /// <summary>Reads a cursor of an earlier answer; null if it is none.</summary>
    public static JournalCursor? Parse(string text, IJournal journal)
    {
        var parts = text.Split('.');
        var positions = new long[journal.Streams];
        if (parts.Length != positions.Length) return null;
        for (var stream = 0; stream < parts.Length; stream++)
        {
            if (!long.TryParse(parts[stream], NumberStyles.None, CultureInfo.InvariantCulture, out positions[stream]))
                return null;
        }

        return new JournalCursor(positions);
    }

    /// <summary>The last number seen of a stream.</summary>
    public long this[int stream] => positions[stream];

    /// <summary>Moves past a row of a stream.</summary>
    public void Pass(int stream, long seq) => positions[stream] = Math.Max(positions[stream], seq);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('.', positions.Select(seq => seq.ToString(CultureInfo.InvariantCulture)));
}
