using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Policy;

namespace Parley.Storage.Sqlite;

internal sealed class SqliteViolations(ReadersFile file) : IViolationStore
{
    private const string Columns =
        """
        number, seq, shard, part, at, page, psid, channel, app, about, edition, rule, level, because, path, start,
        length, lane
        """;

    private const string Put =
        """
        INSERT OR IGNORE INTO violations
            (seq, shard, part, at, page, psid, channel, app, about, edition, rule, level, because, path, start, length,
             lane)
        VALUES
            (@Seq, @Shard, @Part, @At, @Page, @Psid, @Channel, @App, @About, @Edition, @Rule, @Level, @Because, @Path,
             @Start, @Length, @Lane)
        """;

    private const string Filtered =
        $"""
        SELECT {Columns} FROM violations
        WHERE number < @before
          AND (@Page IS NULL OR page = @Page)
          AND (@Person IS NULL OR psid = @Person)
          AND (@Rule IS NULL OR rule = @Rule)
          AND (@Level IS NULL OR level = @Level)
        ORDER BY number DESC
        LIMIT @limit
        """;

    public long? Position(JournalReader reader, int stream) => file.Pool.Read(session =>
        session.Connection.QuerySingleOrDefault<long?>(
            "SELECT seq FROM reader_positions WHERE reader = @name AND stream = @stream",
            new { name = reader.ToString(), stream }));

    public void Save(JournalReader reader, IReadOnlyList<StreamPosition> positions) =>
        file.Write(session => SavePositions(session.Connection, reader, positions));

    public void Save(IReadOnlyList<ViolationRecord> violations, IReadOnlyList<StreamPosition> positions) =>
        file.Write(session =>
        {
            if (violations.Count > 0) session.Connection.Execute(Put, violations.Select(Row.Of));
            SavePositions(session.Connection, JournalReader.Violations, positions);
        });

    public ViolationList List(ViolationFilter filter) => file.Pool.Read(session =>
    {
        var asked = new
        {
            before = filter.After ?? long.MaxValue,
            filter.Page,
            filter.Person,
            filter.Rule,
            filter.Level,
            limit = filter.Most + 1L,
        };
        var rows = session.Connection.Query<Row>(Filtered, asked).ToList();
        return new ViolationList(
            [.. rows.Take(filter.Most).Select(row => row.ToRecord())],
            rows.Count > filter.Most ? rows[filter.Most - 1].Number : null);
    });

    public IReadOnlyList<ViolationRecord> OfRow(int shard, long seq) => file.Pool.Read(session => session.Connection
        .Query<Row>(
            $"SELECT {Columns} FROM violations WHERE seq = @seq AND shard = @shard ORDER BY part", new { seq, shard })
        .Select(row => row.ToRecord())
        .ToList());

    public long Count() => file.Pool.Read(session =>
        session.Connection.ExecuteScalar<long>("SELECT count(*) FROM violations"));

    public void Clear() => file.Write(session => Clear(session.Connection));

    /// <summary>Within whatever transaction there is.</summary>
    internal static void Clear(SqliteConnection connection) => Database.Execute(
        connection,
        $"DELETE FROM violations; DELETE FROM reader_positions WHERE reader = '{nameof(JournalReader.Violations)}'");

    private static void SavePositions(
        SqliteConnection connection, JournalReader reader, IReadOnlyList<StreamPosition> positions) =>
        connection.Execute(
            "INSERT OR REPLACE INTO reader_positions (reader, stream, seq) VALUES (@name, @Stream, @Seq)",
            positions.Select(position => new { name = reader.ToString(), position.Stream, position.Seq }));

    private sealed record Row
    {
        public long Number { get; init; }

        public long Seq { get; init; }

        public int Shard { get; init; }

        public int Part { get; init; }

        public long At { get; init; }

        public long Page { get; init; }

        public long Psid { get; init; }

        public int Channel { get; init; }

        public long App { get; init; }

        public long About { get; init; }

        public required string Edition { get; init; }

        public required string Rule { get; init; }

        public required string Level { get; init; }

        public required string Because { get; init; }

        public string? Path { get; init; }

        public int? Start { get; init; }

        public int? Length { get; init; }

        public string? Lane { get; init; }

        public static Row Of(ViolationRecord one) => new()
        {
            Seq = one.Seq,
            Shard = one.Shard,
            Part = one.Part,
            At = one.At.Milliseconds,
            Page = one.Thread.Page.Value,
            Psid = one.Thread.Person.Value,
            Channel = (int)one.Channel,
            App = one.App,
            About = one.About,
            Edition = one.Edition,
            Rule = one.Finding.Rule,
            Level = one.Finding.Level,
            Because = one.Finding.Because,
            Path = one.Finding.Span?.Path,
            Start = one.Finding.Span?.Start,
            Length = one.Finding.Span?.Length,
            Lane = one.Lane,
        };

        public ViolationRecord ToRecord() => new(Shard, Seq, Part)
        {
            At = new Moment(At),
            Thread = new ThreadKey(new PageId(Page), new Psid(Psid)),
            Channel = (Channel)Channel,
            App = App,
            About = About,
            Edition = Edition,
            Finding = new FindingBody(Rule, Level, Because)
            {
                Span = Path is null ? null : new PassageBody(Path, Start ?? 0, Length ?? 0),
            },
            Lane = Lane,
        };
    }
}
