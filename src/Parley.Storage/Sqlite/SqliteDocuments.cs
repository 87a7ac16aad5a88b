using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Policy;

namespace Parley.Storage.Sqlite;

/// <summary>The table of documents. Writes join the journal's commits, each judged by what stands before it.</summary>
internal sealed class SqliteDocuments(CommitQueue queue, ReadPool pool) : IDocumentStore
{
    private const string One = "SELECT body FROM documents WHERE page = ?1 AND kind = ?2 AND key = ?3";

    private const string Above =
        "SELECT key, body FROM documents WHERE page = ?1 AND kind = ?2 AND key > ?3 ORDER BY key LIMIT ?4";

    private const string This = "WHERE page = @Page AND kind = @Kind AND key = @Key";

    private const string Put =
        "INSERT OR REPLACE INTO documents (page, kind, key, body) VALUES (@Page, @Kind, @Key, @Body)";

    public DocumentRecord? Find(PageId page, DocumentKind kind, string key) => pool.Read(session =>
    {
        var rows = Bound(session, One, page, kind, key);
        var found = rows.Step() ? new DocumentRecord(page, kind, key, rows.Text(0)) : null;
        rows.Reset();
        return found;
    });

    public IReadOnlyList<DocumentRecord> List(PageId page, DocumentKind kind, string after, int most) =>
        pool.Read(session =>
        {
            var rows = Bound(session, Above, page, kind, after);
            rows.Bind(4, most);
            var read = new List<DocumentRecord>();
            while (rows.Step()) read.Add(new DocumentRecord(page, kind, rows.Text(0), rows.Text(1)));
            rows.Reset();
            return read;
        });

    public Task Save(DocumentRecord document)
    {
        var row = Row.Of(document);
        return queue.Add(connection => connection.Execute(Put, row));
    }

    public async Task<DocumentAdding> Add(DocumentRecord document, int most)
    {
        var adding = DocumentAdding.Added;
        var row = Row.Of(document);
        await queue.Add(connection =>
        {
            adding = connection.ExecuteScalar<int>($"SELECT count(*) FROM documents {This}", row) > 0
                ? DocumentAdding.KeyTaken
                : connection.ExecuteScalar<int>(
                    "SELECT count(*) FROM documents WHERE page = @Page AND kind = @Kind", row) >= most
                    ? DocumentAdding.TooMany
                    : DocumentAdding.Added;
            if (adding is DocumentAdding.Added) connection.Execute(Put, row);
        });
        return adding;
    }

    public async Task<string?> Change(PageId page, DocumentKind kind, string key, Func<string?, string?> change)
    {
        string? body = null;
        await queue.Add(connection =>
        {
            var row = new Row(page.Value, (int)kind, key, "");
            body = change(connection.ExecuteScalar<string?>($"SELECT body FROM documents {This}", row));
            if (body is null) connection.Execute($"DELETE FROM documents {This}", row);
            else connection.Execute(Put, row with { Body = body });
        });
        return body;
    }

    public async Task<bool> Delete(PageId page, DocumentKind kind, string key)
    {
        var deleted = 0;
        var row = new Row(page.Value, (int)kind, key, "");
        await queue.Add(connection => deleted = connection.Execute($"DELETE FROM documents {This}", row));
        return deleted > 0;
    }

    public Task Replace(PageId page, IReadOnlyList<DocumentKind> kinds, IReadOnlyList<DocumentRecord> documents)
    {
        var emptied = kinds.Select(kind => new Row(page.Value, (int)kind, "", "")).ToList();
        var rows = documents.Select(Row.Of).ToList();
        return queue.Add(connection =>
        {
            connection.Execute("DELETE FROM documents WHERE page = @Page AND kind = @Kind", emptied);
            connection.Execute(Put, rows);
        });
    }

    /// <summary>The world was replaced: documents of pages and people that are gone go too.</summary>
    public static void Prune(SqliteConnection connection)
    {
        connection.Execute("DELETE FROM documents WHERE page NOT IN (SELECT id FROM pages)");
        connection.Execute(
            """
            DELETE FROM documents
            WHERE kind = @Kind AND (page, CAST(key AS INTEGER)) NOT IN (SELECT page, psid FROM contacts)
            """,
            new { Kind = (int)DocumentKind.PersonSettings });
    }

    private static Statement Bound(SqliteSession session, string sql, PageId page, DocumentKind kind, string key)
    {
        var rows = session.Prepared(sql);
        rows.Bind(1, page.Value);
        rows.Bind(2, (long)kind);
        rows.Bind(3, key);
        return rows;
    }

    private sealed record Row(long Page, int Kind, string Key, string Body)
    {
        public static Row Of(DocumentRecord document) =>
            new(document.Page.Value, (int)document.Kind, document.Key, document.Body);
    }
}
