using System.Buffers;
using Microsoft.Data.Sqlite;
using Parley.Policy;

namespace Parley.Storage.Sqlite;

internal sealed class SqliteSnapshots(ReadersFile file) : ISnapshots
{
    private const string Columns = "psid, page, head, closes_at, state";
    private const string OfThread = $"SELECT {Columns} FROM snapshots WHERE psid = ?1 AND page = ?2";

    private const string OfAll =
        $"SELECT {Columns} FROM snapshots WHERE (psid, page) > (?1, ?3) ORDER BY psid, page LIMIT ?2";

    private const string OfPage =
        $"SELECT {Columns} FROM snapshots WHERE page = ?3 AND psid > ?1 ORDER BY psid LIMIT ?2";

    private const string Closed =
        $"SELECT {Columns} FROM snapshots WHERE closes_at <= ?1 ORDER BY closes_at, psid, page LIMIT ?2";

    public long Position(int stream) => file.Pool.Read(session =>
    {
        var rows = session.Prepared("SELECT seq FROM snapshot_positions WHERE stream = ?1");
        rows.Bind(1, stream);
        var seq = rows.Step() ? rows.Number(0) : 0;
        rows.Reset();
        return seq;
    });

    public ThreadSnapshot? Load(ThreadKey thread) => file.Pool.Read(session =>
    {
        var rows = session.Prepared(OfThread);
        rows.Bind(1, thread.Person.Value);
        rows.Bind(2, thread.Page.Value);
        return Snapshots(rows) is [var snapshot] ? snapshot : null;
    });

    public void Save(IReadOnlyList<ThreadSnapshot> snapshots, IReadOnlyList<StreamPosition> positions) =>
        file.Write(session =>
        {
            Save(session, snapshots);
            var put = session.Prepared("INSERT OR REPLACE INTO snapshot_positions (stream, seq) VALUES (?1, ?2)");
            foreach (var position in positions)
            {
                put.Bind(1, position.Stream);
                put.Bind(2, position.Seq);
                put.Run();
            }
        });

    public IReadOnlyList<ThreadSnapshot> List(PageId page, Psid after, int most) => file.Pool.Read(session =>
    {
        var rows = session.Prepared(OfPage);
        rows.Bind(1, after.Value);
        rows.Bind(2, most);
        rows.Bind(3, page.Value);
        return Snapshots(rows);
    });

    public IReadOnlyList<ThreadSnapshot> ListAll(ThreadKey after, int most) => file.Pool.Read(session =>
    {
        var rows = session.Prepared(OfAll);
        rows.Bind(1, after.Person.Value);
        rows.Bind(2, most);
        rows.Bind(3, after.Page.Value);
        return Snapshots(rows);
    });

    public Moment NextClosing(Moment after) => file.Pool.Read(session =>
    {
        var rows = session.Prepared("SELECT closes_at FROM snapshots WHERE closes_at > ?1 ORDER BY closes_at LIMIT 1");
        rows.Bind(1, after.Milliseconds);
        var at = rows.Step() ? new Moment(rows.Number(0)) : Moment.Never;
        rows.Reset();
        return at;
    });

    public IReadOnlyList<ThreadSnapshot> ClosedBy(Moment moment, int most) => file.Pool.Read(session =>
    {
        var rows = session.Prepared(Closed);
        rows.Bind(1, moment.Milliseconds);
        rows.Bind(2, most);
        return Snapshots(rows);
    });

    public void Clear() => file.Write(session => Clear(session.Connection));

    /// <summary>Within whatever transaction there is.</summary>
    internal static void Clear(SqliteConnection connection) =>
        Database.Execute(connection, "DELETE FROM snapshots; DELETE FROM snapshot_positions");

    private static void Save(SqliteSession session, IReadOnlyList<ThreadSnapshot> snapshots)
    {
        var put = session.Prepared(
            """
            INSERT INTO snapshots (psid, page, head, closes_at, state) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (psid, page)
            DO UPDATE SET head = excluded.head, closes_at = excluded.closes_at, state = excluded.state
            """);
        var state = new ArrayBufferWriter<byte>();
        foreach (var snapshot in snapshots)
        {
            state.ResetWrittenCount();
            ThreadStateCodec.Write(snapshot.State, state);
            put.Bind(1, snapshot.Thread.Person.Value);
            put.Bind(2, snapshot.Thread.Page.Value);
            put.Bind(3, snapshot.Head);
            put.Bind(4, snapshot.ClosesAt.ToColumn());
            put.Bind(5, state.WrittenSpan);
            put.Run();
        }
    }

    private static List<ThreadSnapshot> Snapshots(Statement rows)
    {
        var snapshots = new List<ThreadSnapshot>();
        while (rows.Step())
        {
            var thread = new ThreadKey(new PageId(rows.Number(1)), new Psid(rows.Number(0)));
            if (!ThreadStateCodec.TryRead(rows.Bytes(4), out var state))
            {
                rows.Reset();
                throw new StoreException(
                    $"The snapshot of thread {thread} cannot be read; run \"parley store rebuild\".");
            }

            snapshots.Add(new ThreadSnapshot(thread, rows.Number(2), Columned.ToMoment(rows.NumberOrNull(3)), state));
        }

        rows.Reset();
        return snapshots;
    }
}
