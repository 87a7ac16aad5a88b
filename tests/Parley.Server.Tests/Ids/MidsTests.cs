using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;
using Parley.Storage.InMemory;

namespace Parley.Server.Tests.Ids;

public sealed partial class MidsTests
{
    private const long Account = 17_841_400_000_000_001;

    private static readonly string[] Openings = ["m_", "aWdf", ""];
    private static readonly PageId Page = new(100_000_000_000_001);
    private static readonly Gen<(long Person, long Seq, Channel Channel)> Rows = Gen.Select(
        Gen.Long[1, 999_999_999_999_999_999],
        Gen.Long[1, long.MaxValue],
        Gen.Bool.Select(on => on ? Channel.Instagram : Channel.Messenger));

    [Fact]
    public async Task An_id_tells_its_row()
    {
        var mids = await NewMids();
        Rows.Sample(row =>
        {
            var thread = new ThreadKey(Page, new Psid(row.Person));
            Assert.True(mids.TryRead(mids.For(row.Channel, thread, row.Seq), out var told, out var seq));
            Assert.Equal((thread, row.Seq), (told, seq));
        });
    }

    [Fact]
    public async Task A_messenger_id_has_the_platforms_form()
    {
        var mid = (await NewMids()).For(Channel.Messenger, new ThreadKey(Page, new Psid(7)), 1);

        Assert.Matches(MessengerForm(), mid);
        Assert.Equal(88, mid.Length);
    }

    [Fact]
    public async Task An_instagram_id_has_the_platforms_form()
    {
        var mids = await NewMids();
        Rows.Sample(row =>
        {
            var mid = mids.For(Channel.Instagram, new ThreadKey(Page, new Psid(row.Person)), row.Seq);
            Assert.StartsWith("aWdf", mid, StringComparison.Ordinal);
            Assert.Matches(InstagramLetters(), mid);

            // Undone in the order that keeps a Z that stands for itself apart from one that announces a letter.
            var plain = mid.Replace("ZD", "=", StringComparison.Ordinal).Replace("ZC", "/", StringComparison.Ordinal)
                .Replace("ZB", "+", StringComparison.Ordinal).Replace("ZA", "Z", StringComparison.Ordinal);
            Assert.Matches(InstagramForm(), Encoding.ASCII.GetString(Convert.FromBase64String(plain)));
        });
    }

    [Fact]
    public async Task One_changed_letter_makes_an_id_unreadable()
    {
        var mids = await NewMids();
        Gen.Select(Rows, Gen.Int[0, 1000], Gen.Char.AlphaNumeric).Sample((row, at, letter) =>
        {
            var mid = mids.For(row.Channel, new ThreadKey(Page, new Psid(row.Person)), row.Seq);
            at %= mid.Length;
            if (mid[at] == letter) return;
            var forged = mid[..at] + letter + mid[(at + 1)..];
            Assert.False(mids.TryRead(forged, out _, out _));
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("m_")]
    [InlineData("m_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("m_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("mid.$cAAA")]
    [InlineData("aWdf")]
    [InlineData("aWdfZ")]
    [InlineData("aWdfZZZZ")]
    [InlineData("m_\uD800")]
    [InlineData("aWdfZG1faXRlbToxOklHTWVzc2FnZUlEOjE6Mjoz")]
    public async Task What_is_no_id_is_not_readable(string? text) =>
        Assert.False((await NewMids()).TryRead(text, out _, out _));

    [Fact]
    public async Task Any_text_is_answered_calmly()
    {
        var mids = await NewMids();
        Gen.Select(Gen.Int[0, 2].Select(kind => Openings[kind]), Gen.String).Sample((opening, rest) =>
            Assert.False(mids.TryRead(opening + rest, out _, out _)));
    }

    [Fact]
    public async Task Ids_of_another_store_are_foreign()
    {
        var (mine, theirs) = (await NewMids(), await NewMids());
        var thread = new ThreadKey(Page, new Psid(7));

        Assert.False(mine.TryRead(theirs.For(Channel.Messenger, thread, 1), out _, out _));
        Assert.False(mine.TryRead(theirs.For(Channel.Instagram, thread, 1), out _, out _));
    }

    [Fact]
    public async Task Neighbours_look_nothing_alike()
    {
        var mids = await NewMids();
        var thread = new ThreadKey(Page, new Psid(7));

        var (one, next) = (mids.For(Channel.Messenger, thread, 1), mids.For(Channel.Messenger, thread, 2));

        Assert.InRange(one.Zip(next).Count(pair => pair.First == pair.Second), 2, 12);
    }

    private static async Task<Mids> NewMids()
    {
        var store = new InMemoryStore(new StoreOptions());
        var keys = new KeyRing(store);
        var world = new WorldDirectory(store.World, new IdMint(keys), new ServerOptions());
        await world.Save(new PageRecord { Id = Page.Value, Name = "Bakery", InstagramId = Account });
        return new Mids(keys, world);
    }

    [GeneratedRegex("^m_[A-Za-z0-9_-]{86}$")]
    private static partial Regex MessengerForm();

    [GeneratedRegex("^[A-Za-z0-9]+$")]
    private static partial Regex InstagramLetters();

    [GeneratedRegex("^ig_dm_item:1:IGMessageID:17841400000000001:3402823[0-9]{32}:3[0-9]{34}$")]
    private static partial Regex InstagramForm();
}
