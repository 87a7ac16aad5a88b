using System.Globalization;

namespace Parley.Storage.Tests.Sqlite;

/// <summary>What a person meets who opens a store that cannot be opened, and what survives a closing.</summary>
public sealed class SqliteOpeningTests : IDisposable
{
    private readonly SqliteEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public async Task A_store_is_made_once_and_found_again_with_its_key_and_shards()
    {
        await using var first = engine.Open();
        var key = first.Key.ToArray();
        Assert.True(first.Created);
        Assert.Equal(32, key.Length);
        await first.DisposeAsync();

        await using var again = StoreFactory.Open(engine.Directory, new StoreOptions { Shards = 9 });
        Assert.False(again.Created);
        Assert.Equal(key, again.Key.ToArray());
        Assert.Equal(4, again.Journal.Shards);
    }

    [Fact]
    public async Task A_closed_store_is_its_files_and_no_logs_beside_them()
    {
        await using (var store = engine.Open())
        {
            await store.Commit(Rows.Anna);
            Assert.NotNull(store.Journal.Find(Rows.ShardOf(Rows.Anna), 1));
            store.Snapshots.Save([], [new StreamPosition(0, 1)]);
            Assert.Equal(1, store.Snapshots.Position(0));
        }

        Assert.Equal(
            ["journal.db", "lock", "readers.db"],
            Directory.GetFiles(engine.Directory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Documents_are_there_when_the_store_is_opened_again()
    {
        var profile = new DocumentRecord(Rows.Anna.Page, DocumentKind.Profile, "messenger", """{"get_started":{}}""");
        await using (var store = engine.Open()) await store.Documents.Save(profile);
        await using var again = engine.Open();
        Assert.Equal(profile, again.Documents.Find(Rows.Anna.Page, DocumentKind.Profile, "messenger"));
    }

    [Fact]
    public async Task Two_stores_have_two_keys()
    {
        using var other = new SqliteEngine();
        await using var one = engine.Open();
        await using var another = other.Open();
        Assert.NotEqual(one.Key.ToArray(), another.Key.ToArray());
    }

    [Fact]
    public async Task A_second_opener_is_told_who_holds_the_store()
    {
        await using var first = engine.Open();
        var error = Assert.Throws<StoreException>(engine.Open);

        var pid = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var told = $"{engine.Directory} is in use by another Parley (pid {pid} ";
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        await first.DisposeAsync();
        await using var second = engine.Open();
        Assert.False(second.Created);
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("readers.db")]
    public async Task A_file_of_a_newer_version_is_left_alone(string file)
    {
        await using (engine.Open())
        {
        }

        SqliteEngine.Execute(Path.Combine(engine.Directory, file), "PRAGMA user_version = 999");
        AssertRefused(file, "newer Parley");
        SqliteEngine.Execute(Path.Combine(engine.Directory, file), "PRAGMA user_version = 1");
        await using var again = engine.Open();
        Assert.False(again.Created);
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("readers.db")]
    public void A_file_that_is_no_database_is_left_alone(string file)
    {
        var path = Path.Combine(engine.Directory, file);
        var letter = string.Concat(Enumerable.Repeat("Dear reader, this is a letter. ", 100));
        File.WriteAllText(path, letter);
        AssertRefused(file, "not a Parley store");
        Assert.Equal(letter, File.ReadAllText(path));
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        SqliteEngine.Execute(engine.JournalPath, "CREATE TABLE recipes (name TEXT)");
        var before = File.ReadAllBytes(engine.JournalPath);
        AssertRefused("journal.db", "another program");
        Assert.Equal(before, File.ReadAllBytes(engine.JournalPath));
    }

    [Fact]
    public async Task Readers_of_another_journal_are_refused()
    {
        using var other = new SqliteEngine();
        await using (engine.Open())
        await using (other.Open())
        {
        }

        File.Copy(other.ReadersPath, engine.ReadersPath, overwrite: true);
        AssertRefused("readers.db", "another journal");
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_named()
    {
        // The kernel's own file system refuses everybody, root too.
        var unwritable = OperatingSystem.IsLinux() ? "/proc/parley" : Path.Combine(engine.Directory, "journal.db", "x");
        if (!OperatingSystem.IsLinux()) File.WriteAllText(engine.JournalPath, "in the way");
        var error = Assert.Throws<StoreException>(() => StoreFactory.Open(unwritable, new StoreOptions()));
        Assert.Contains(unwritable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_where_the_directory_should_be_is_named()
    {
        var path = Path.Combine(engine.Directory, "file");
        File.WriteAllText(path, "x");
        var error = Assert.Throws<StoreException>(() => StoreFactory.Open(path, new StoreOptions()));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void A_location_that_is_no_path_is_refused(string location) =>
        Assert.Throws<StoreException>(() => StoreFactory.Open(location, new StoreOptions()));

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    public void A_number_of_shards_that_cannot_be_is_refused(int shards)
    {
        var error = Assert.Throws<StoreException>(
            () => StoreFactory.Open(StoreFactory.Memory, new StoreOptions { Shards = shards }));
        Assert.Contains(shards.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_that_broke_off_is_finished_by_the_next_opening()
    {
        await using (engine.Open())
        {
        }

        SqliteEngine.Execute(engine.JournalPath, "DELETE FROM store; DELETE FROM epochs; PRAGMA user_version = 0");
        File.Delete(engine.ReadersPath);
        await using var again = engine.Open();
        Assert.True(again.Created);
        Assert.Equal(4, again.Journal.Shards);
    }

    private void AssertRefused(string file, string because)
    {
        var error = Assert.Throws<StoreException>(engine.Open);
        Assert.Contains(Path.Combine(engine.Directory, file), error.Message, StringComparison.Ordinal);
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }
}
