using Parley.Policy;

namespace Parley.Storage.Sqlite;

/// <summary>The journal as a table whose row id is the number: one stream for all shards.</summary>
internal sealed class SqliteJournal(int shards, CommitQueue queue, CommitSignal signal, ReadPool pool) : IJournal
{
    private const int OnlyStream = 0;

    private const string Columns = "seq, shard, page, psid, channel, prev, at, kind, body, owner";
    private const string OneRow = $"SELECT {Columns} FROM journal WHERE seq = ?1";
    private const string RowsAbove = $"SELECT {Columns} FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2";

    // Members of a body stand unescaped, and a text in it cannot hold this unescaped: nothing is missed, and what is
    // found too much is read and found empty.
    private const string Inputs = "kind IN (1, 2, 70)";
    private const string Findings = "(kind = 70 OR (kind = 64 AND instr(body, CAST('\"findings\":' AS BLOB)) > 0))";

    private const string Wanted = "SELECT " + Columns + " FROM journal WHERE seq > ?1 AND seq <= ?2 AND ";

    public int Shards => shards;

    public int Streams => 1;

    public int Generation => queue.Generation;

    public int StreamOf(int shard) => OnlyStream;

    public Appended Append(int generation, in NewEvent row) => queue.Append(generation, in row);

    public long Committed(int stream) => signal.Committed;

    public Task WaitBeyond(int stream, long after, CancellationToken cancel) => signal.WaitBeyond(after, cancel);

    public IReadOnlyList<StoredEvent> Read(int stream, long after, int most) => pool.Read(session =>
    {
        var rows = session.Prepared(RowsAbove);
        rows.Bind(1, after);
        rows.Bind(2, most);
        var read = new List<StoredEvent>();
        while (rows.Step()) read.Add(RowOf(rows));
        rows.Reset();
        return read;
    });

    public IReadOnlyList<StoredEvent> ReadOf(int stream, RowFilter filter, long after, long through, int most) =>
        pool.Read(session =>
        {
            var rows = session.Prepared(filter is RowFilter.Inputs
                ? Wanted + Inputs + " ORDER BY seq LIMIT ?3"
                : Wanted + Findings + " ORDER BY seq LIMIT ?3");
            rows.Bind(1, after);
            rows.Bind(2, through);
            rows.Bind(3, most);
            var read = new List<StoredEvent>();
            while (rows.Step()) read.Add(RowOf(rows));
            rows.Reset();
            return read;
        });

    public StoredEvent? Find(int shard, long seq) => pool.Read(session => Find(session, shard, seq));

    public IReadOnlyList<StoredEvent> History(int shard, long head, int most) => pool.Read(session =>
    {
        // One read transaction around all steps: each would otherwise begin and end its own.
        using var together = session.ReadTogether();
        var history = new List<StoredEvent>();
        for (var seq = head; seq > 0 && history.Count < most && Find(session, shard, seq) is { } row; seq = row.Prev)
            history.Add(row);
        return history;
    });

    private static StoredEvent? Find(SqliteSession session, int shard, long seq)
    {
        var rows = session.Prepared(OneRow);
        rows.Bind(1, seq);
        var row = rows.Step() ? RowOf(rows) : null;
        rows.Reset();
        return row?.Shard == shard ? row : null;
    }

    private static StoredEvent RowOf(Statement row) => new(
        (int)row.Number(1),
        row.Number(0),
        new ThreadKey(new PageId(row.Number(2)), new Psid(row.Number(3))),
        (Channel)row.Number(4),
        row.Number(5),
        new Moment(row.Number(6)),
        (EventKind)row.Number(7),
        row.Bytes(8).ToArray())
    {
        Owner = row.Number(9),
    };
}
