using System.Security.Cryptography;
using System.Text;

namespace Parley.Storage.Tests.Specs;

public abstract class BlobStoreSpec(TestEngine engine) : StoreSpec(engine)
{
    private static readonly byte[] Picture = Encoding.UTF8.GetBytes("a picture of a cat");

    private IBlobStore Blobs => Store.Blobs;

    [Fact]
    public async Task Bytes_are_found_by_their_hash()
    {
        var hash = await Kept(Picture);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Picture)), hash);
        Assert.Equal(Picture, Read(hash));
        Assert.Equal(hash, await Kept(Picture));
        Assert.Equal(Picture, Read(hash));
    }

    [Fact]
    public async Task Bytes_in_pieces_are_one_file_with_its_first_bytes_remembered()
    {
        var all = RandomNumberGenerator.GetBytes(BlobWriter.MostHead + 1000);
        await using var writer = Blobs.Begin();
        await writer.Write(all.AsMemory(0, 100), Cancel);
        await writer.Write(all.AsMemory(100), Cancel);
        Assert.Equal(all.Length, writer.Length);
        Assert.True(writer.Head.SequenceEqual(all.AsSpan(0, BlobWriter.MostHead)));
        Assert.Equal(all, Read(await writer.Finish()));
    }

    [Fact]
    public async Task A_file_not_finished_was_never_there()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Picture));
        await using (var writer = Blobs.Begin())
        {
            await writer.Write(Picture, Cancel);
            Assert.Null(Blobs.Open(hash));
        }

        Assert.Null(Blobs.Open(hash));
    }

    [Fact]
    public async Task An_empty_file_is_a_file() => Assert.Empty(Read(await Kept([])));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../journal.db")]
    [InlineData("/etc/passwd")]
    [InlineData("ab/../../journal.db")]
    public void What_is_no_hash_names_nothing(string name) => Assert.Null(Blobs.Open(name));

    [Fact]
    public async Task Of_many_at_once_each_is_whole()
    {
        var files = Enumerable.Range(0, 40).Select(one => Encoding.UTF8.GetBytes($"file {one % 7}")).ToList();
        var hashes = await Task.WhenAll(files.Select(Kept));
        Assert.All(files.Zip(hashes), one => Assert.Equal(one.First, Read(one.Second)));
        Assert.Equal(7, hashes.Distinct().Count());
    }

    [Fact]
    public async Task What_came_in_since_the_opening_is_not_swept()
    {
        var hash = await Kept(Picture);
        Assert.Equal(0, Blobs.Sweep(new HashSet<string>()));
        Assert.Equal(Picture, Read(hash));
    }

    private async Task<string> Kept(byte[] bytes)
    {
        await using var writer = Blobs.Begin();
        await writer.Write(bytes, Cancel);
        return await writer.Finish();
    }

    private byte[] Read(string hash)
    {
        using var stream = Blobs.Open(hash);
        Assert.NotNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
