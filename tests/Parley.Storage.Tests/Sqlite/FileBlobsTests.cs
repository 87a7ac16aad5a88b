using System.Text;

namespace Parley.Storage.Tests.Sqlite;

public sealed class FileBlobsTests : IDisposable
{
    private readonly SqliteEngine engine = new();

    private string Media => Path.Combine(engine.Directory, "media");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_opening_finds_the_file_and_sweeps_what_nothing_names()
    {
        string cat, dog;
        await using (var store = engine.Open()) (cat, dog) = (await Kept(store, "cat"), await Kept(store, "dog"));

        await using var again = engine.Open();
        var bird = await Kept(again, "bird");
        Assert.Equal(1, again.Blobs.Sweep(new HashSet<string> { cat }));
        Assert.Equal([true, false, true], [Has(again, cat), Has(again, dog), Has(again, bird)]);
    }

    [Fact]
    public async Task A_file_that_came_in_again_stays_though_nothing_named_it_before()
    {
        string cat;
        await using (var store = engine.Open()) cat = await Kept(store, "cat");

        await using var again = engine.Open();
        await Kept(again, "cat");
        Assert.Equal(0, again.Blobs.Sweep(new HashSet<string>()));
        Assert.True(Has(again, cat));
    }

    [Fact]
    public async Task Half_a_file_of_a_process_that_died_is_gone_at_the_next_opening()
    {
        await using (engine.Open())
        {
            Directory.CreateDirectory(Path.Combine(Media, "incoming"));
            await File.WriteAllTextAsync(Path.Combine(Media, "incoming", "half"), "ca", Cancel);
        }

        await using var again = engine.Open();
        Assert.False(Directory.Exists(Path.Combine(Media, "incoming")));
    }

    [Fact]
    public async Task Strange_files_in_the_folder_are_left_alone()
    {
        await using (var store = engine.Open()) await Kept(store, "cat");
        await File.WriteAllTextAsync(Path.Combine(Media, "README"), "mine", Cancel);

        await using var again = engine.Open();
        Assert.Equal(1, again.Blobs.Sweep(new HashSet<string>()));
        Assert.True(File.Exists(Path.Combine(Media, "README")));
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_a_commit_that_failed()
    {
        await using var store = engine.Open();
        await File.WriteAllTextAsync(Media, "no folder", Cancel);
        Assert.Throws<CommitFailedException>(store.Blobs.Begin);
    }

    public void Dispose() => engine.Dispose();

    private static bool Has(IStore store, string hash)
    {
        using var stream = store.Blobs.Open(hash);
        return stream is not null;
    }

    private static async Task<string> Kept(IStore store, string text)
    {
        await using var writer = store.Blobs.Begin();
        await writer.Write(Encoding.UTF8.GetBytes(text), Cancel);
        return await writer.Finish();
    }
}
