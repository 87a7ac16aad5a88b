using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Policy;

namespace Parley.Storage.Sqlite;

internal sealed class SqliteDeliveries(ReadersFile file, StoreOptions options) : IDeliveryStore
{
    private const string PutParked =
        """
        INSERT OR REPLACE INTO parked (id, app, page, psid, stream, seq, part, attempts, first_at, due_at)
        VALUES (@Id, @App, @Page, @Psid, @Stream, @Seq, @Part, @Attempts, @FirstAt, @DueAt)
        """;

    private const string PutAttempt =
        """
        INSERT INTO attempts (id, app, page, psid, field, attempt, at, latency, status, state, error, next_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    private const string FilteredAttempts =
        """
        SELECT number, id, app, page, psid, field, attempt, at, latency, status, state, error, next_at AS nextAt
        FROM attempts
        WHERE number < @before
          AND (@App IS NULL OR app = @App)
          AND (@Page IS NULL OR page = @Page)
          AND (@Person IS NULL OR psid = @Person)
          AND (@State IS NULL OR state = @State)
          AND (@Id IS NULL OR id = @Id)
        ORDER BY number DESC
        LIMIT @limit
        """;

    public long? Position(long app, int stream) => file.Pool.Read(session =>
        session.Connection.QuerySingleOrDefault<long?>(
            "SELECT seq FROM delivery_positions WHERE app = @app AND stream = @stream", new { app, stream }));

    public void Save(DeliveryChanges changes) => file.Write(session =>
    {
        var connection = session.Connection;
        connection.Execute(
            "INSERT OR REPLACE INTO delivery_positions (app, stream, seq) VALUES (@App, @Stream, @Seq)",
            changes.Positions.Select(one => new { one.App, one.Position.Stream, one.Position.Seq }));
        connection.Execute(PutParked, changes.Parked.Select(ParkedRow.Of));
        connection.Execute("DELETE FROM parked WHERE id = @id", changes.Settled.Select(id => new { id }));
        SaveOutages(connection, changes);
        SaveAttempts(session, changes.Attempts);
        connection.Execute(
            "INSERT INTO alerts (app, page, at, kind, text) VALUES (@App, @Page, @At, @Kind, @Text)",
            changes.Alerts.Select(one => new { one.App, one.Page, At = one.At.Milliseconds, one.Kind, one.Text }));
        if (changes.Attempts.Count > 0) KeepNewest(connection, "attempts", options.AttemptsKept);
        if (changes.Alerts.Count > 0) KeepNewest(connection, "alerts", options.AlertsKept);
    });

    public IReadOnlyList<ParkedDelivery> Parked() => file.Pool.Read(session => session.Connection
        .Query<ParkedRow>(
            """
            SELECT id, app, page, psid, stream, seq, part, attempts, first_at AS firstAt, due_at AS dueAt
            FROM parked ORDER BY due_at, id
            """)
        .Select(row => row.ToDelivery())
        .ToList());

    public IReadOnlyList<Outage> Outages() => file.Pool.Read(session => session.Connection
        .Query<(long App, long Page, long Since, bool Alerted)>(
            "SELECT app, page, since, alerted FROM outages ORDER BY app, page")
        .Select(row => new Outage(row.App, row.Page, new Moment(row.Since), row.Alerted))
        .ToList());

    public AttemptList Attempts(AttemptFilter filter) => file.Pool.Read(session =>
    {
        var rows = session.Connection
            .Query<AttemptRow>(
                FilteredAttempts,
                new
                {
                    before = filter.After ?? long.MaxValue,
                    filter.App,
                    filter.Page,
                    filter.Person,
                    filter.State,
                    filter.Id,
                    limit = filter.Most + 1L,
                })
            .ToList();
        return new AttemptList(
            [.. rows.Take(filter.Most).Select(row => row.ToAttempt())],
            rows.Count > filter.Most ? rows[filter.Most - 1].Number : null);
    });

    public IReadOnlyList<DeliveryAlert> Alerts(int most) => file.Pool.Read(session => session.Connection
        .Query<(long App, long Page, long At, string Kind, string Text)>(
            "SELECT app, page, at, kind, text FROM alerts ORDER BY number DESC LIMIT @most", new { most })
        .Select(row => new DeliveryAlert(row.App, row.Page, new Moment(row.At), row.Kind, row.Text))
        .ToList());

    // One for every delivery made: the only list here that is long.
    private static void SaveAttempts(SqliteSession session, IReadOnlyList<DeliveryAttempt> attempts)
    {
        var put = session.Prepared(PutAttempt);
        foreach (var attempt in attempts)
        {
            put.Bind(1, attempt.Id);
            put.Bind(2, attempt.App);
            put.Bind(3, attempt.Thread.Page.Value);
            put.Bind(4, attempt.Thread.Person.Value);
            put.Bind(5, attempt.Field);
            put.Bind(6, attempt.Attempt);
            put.Bind(7, attempt.At.ToColumn());
            put.Bind(8, attempt.LatencyMilliseconds);
            put.Bind(9, attempt.Status);
            put.Bind(10, attempt.State);
            put.Bind(11, attempt.Error);
            put.Bind(12, attempt.NextAt.ToColumn());
            put.Run();
        }
    }

    private static void SaveOutages(SqliteConnection connection, DeliveryChanges changes)
    {
        connection.Execute(
            "INSERT OR REPLACE INTO outages (app, page, since, alerted) VALUES (@App, @Page, @Since, @Alerted)",
            changes.Outages.Select(one => new { one.App, one.Page, Since = one.Since.Milliseconds, one.Alerted }));
        connection.Execute(
            "DELETE FROM outages WHERE app = @App AND page = @Page",
            changes.OutagesOver.Select(over => new { over.App, over.Page }));
    }

    private static void KeepNewest(SqliteConnection connection, string table, int kept) => connection.Execute(
        $"DELETE FROM {table} WHERE number <= (SELECT max(number) FROM {table}) - @kept", new { kept });

    private sealed record ParkedRow
    {
        public required string Id { get; init; }

        public required long App { get; init; }

        public required long Page { get; init; }

        public required long Psid { get; init; }

        public required int Stream { get; init; }

        public required long Seq { get; init; }

        public required int Part { get; init; }

        public required int Attempts { get; init; }

        public long? FirstAt { get; init; }

        public long? DueAt { get; init; }

        public static ParkedRow Of(ParkedDelivery delivery) => new()
        {
            Id = delivery.Id,
            App = delivery.App,
            Page = delivery.Thread.Page.Value,
            Psid = delivery.Thread.Person.Value,
            Stream = delivery.Stream,
            Seq = delivery.Seq,
            Part = delivery.Part,
            Attempts = delivery.Attempts,
            FirstAt = delivery.FirstAt.ToColumn(),
            DueAt = delivery.DueAt.ToColumn(),
        };

        public ParkedDelivery ToDelivery() => new(
            Id,
            App,
            new ThreadKey(new PageId(Page), new Psid(Psid)),
            Stream,
            Seq,
            Part,
            Attempts,
            Columned.ToMoment(FirstAt),
            Columned.ToMoment(DueAt));
    }

    private sealed record AttemptRow
    {
        public long Number { get; init; }

        public required string Id { get; init; }

        public required long App { get; init; }

        public required long Page { get; init; }

        public required long Psid { get; init; }

        public required string Field { get; init; }

        public required int Attempt { get; init; }

        public long? At { get; init; }

        public required double Latency { get; init; }

        public int? Status { get; init; }

        public required string State { get; init; }

        public string? Error { get; init; }

        public long? NextAt { get; init; }

        public DeliveryAttempt ToAttempt() => new(
            Id,
            App,
            new ThreadKey(new PageId(Page), new Psid(Psid)),
            Field,
            Attempt,
            Columned.ToMoment(At),
            Latency,
            Status,
            State,
            Error,
            Columned.ToMoment(NextAt));
    }
}
