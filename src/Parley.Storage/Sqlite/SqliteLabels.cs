using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Policy;

namespace Parley.Storage.Sqlite;

/// <summary>The tables of labels. Writes join the journal's commits, each judged by what stands before it.</summary>
internal sealed class SqliteLabels(CommitQueue queue, ReadPool pool) : ILabelStore
{
    private const string Columns = "SELECT labels.id, labels.page, labels.name FROM labels";

    public LabelRecord? Find(long label) =>
        Labels($"{Columns} WHERE id = @label", new { label }).SingleOrDefault();

    public IReadOnlyList<LabelRecord> OfPage(PageId page, long after, int most) => Labels(
        $"{Columns} WHERE page = @page AND id > @after ORDER BY id LIMIT @most",
        new { page = page.Value, after, most });

    public IReadOnlyList<LabelRecord> OfPerson(ThreadKey thread, long after, int most) => Labels(
        $"""
         {Columns} JOIN labelled ON labelled.label = labels.id
         WHERE labelled.page = @page AND labelled.psid = @psid AND labels.id > @after ORDER BY labels.id LIMIT @most
         """,
        new { page = thread.Page.Value, psid = thread.Person.Value, after, most });

    public async Task<LabelAdding> Add(LabelRecord label, int most)
    {
        var adding = LabelAdding.Added;
        var row = new { label.Id, Page = label.Page.Value, label.Key, label.Name };
        await queue.Add(connection =>
        {
            adding = connection.ExecuteScalar<int>(
                "SELECT count(*) FROM labels WHERE page = @Page AND key = @Key", row) > 0 ? LabelAdding.NameTaken
                : connection.ExecuteScalar<int>("SELECT count(*) FROM labels WHERE page = @Page", row) >= most
                    ? LabelAdding.TooMany
                    : LabelAdding.Added;
            if (adding is LabelAdding.Added)
                connection.Execute("INSERT INTO labels (id, page, key, name) VALUES (@Id, @Page, @Key, @Name)", row);
        });
        return adding;
    }

    public Task Delete(LabelRecord label) => queue.Add(connection =>
    {
        connection.Execute("DELETE FROM labelled WHERE label = @Id", new { label.Id });
        connection.Execute("DELETE FROM labels WHERE id = @Id", new { label.Id });
    });

    // A label deleted meanwhile is put on nobody.
    public Task<bool> Put(LabelRecord label, Psid person) => Changed(
        """
        INSERT OR IGNORE INTO labelled (page, psid, label)
        SELECT page, @Psid, id FROM labels WHERE id = @Id
        """,
        label,
        person);

    public Task<bool> TakeOff(LabelRecord label, Psid person) =>
        Changed("DELETE FROM labelled WHERE page = @Page AND psid = @Psid AND label = @Id", label, person);

    /// <summary>The world was replaced: labels of pages and people that are gone go too.</summary>
    public static void Prune(SqliteConnection connection)
    {
        connection.Execute("DELETE FROM labels WHERE page NOT IN (SELECT id FROM pages)");
        connection.Execute("DELETE FROM labelled WHERE (page, psid) NOT IN (SELECT page, psid FROM contacts)");
    }

    private async Task<bool> Changed(string sql, LabelRecord label, Psid person)
    {
        var changed = 0;
        var row = new { label.Id, Page = label.Page.Value, Psid = person.Value };
        await queue.Add(connection => changed = connection.Execute(sql, row));
        return changed > 0;
    }

    private List<LabelRecord> Labels(string sql, object key) => pool.Read(session => session.Connection
        .Query<(long Id, long Page, string Name)>(sql, key)
        .Select(row => new LabelRecord(row.Id, new PageId(row.Page), row.Name))
        .ToList());
}
