using System.Globalization;
using CsCheck;
using NodaTime;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;
using Parley.Storage.InMemory;

namespace Parley.Server.Tests.Ids;

public sealed class IdMintTests
{
    private static readonly KeyRing Keys = new(new InMemoryStore(new StoreOptions()));

    [Fact]
    public void The_same_world_in_the_same_order_gets_the_same_ids() => Assert.Equal(TenOfAName(), TenOfAName());

    [Fact]
    public void A_hundred_of_one_name_are_a_hundred_people_and_few_questions()
    {
        var (mint, taken, asked) = (new IdMint(Keys), new HashSet<long>(), 0);
        for (var turn = 0; turn < 100; turn++)
        {
            asked = 0;
            Assert.True(taken.Add(mint.Person("Ann", id =>
            {
                asked++;
                return taken.Contains(id);
            })));
        }

        Assert.InRange(asked, 1, 16);
    }

    [Fact]
    public void Ids_of_two_kinds_never_coincide_and_have_the_platforms_lengths() =>
        Gen.Select(Gen.String, Gen.Long[1, 999_999_999_999]).Sample((name, person) =>
        {
            var mint = new IdMint(Keys);
            var page = new PageId(mint.Page(name, _ => false));
            var psid = mint.Contact(person, page, Channel.Messenger, _ => false).ToString();
            var igsid = mint.Contact(person, page, Channel.Instagram, _ => false).ToString();
            Assert.Equal(15, Text(mint.App(name, _ => false)).Length);
            Assert.StartsWith("1", page.ToString(), StringComparison.Ordinal);
            Assert.NotEqual('1', Text(mint.App(name, _ => false))[0]);
            Assert.StartsWith("17841", Text(mint.Instagram(name, _ => false)), StringComparison.Ordinal);
            Assert.Equal((15, 16, 16), (page.ToString().Length, psid.Length, igsid.Length));
            Assert.Equal((1, 0), ((psid[^1] - '0') % 2, (igsid[^1] - '0') % 2));
            Assert.Equal(
                (Channel.Messenger, Channel.Instagram), (ChannelOf(psid), ChannelOf(igsid)));
        });

    [Theory]
    [InlineData("1000000000000000", Channel.Instagram)]
    [InlineData("9999999999999998", Channel.Instagram)]
    [InlineData("9999999999999999", Channel.Messenger)]
    [InlineData("999999999999998", Channel.Messenger)]
    [InlineData("10000000000000000", Channel.Messenger)]
    public void An_id_that_nobody_has_tells_its_channel_by_its_form(string id, Channel channel) =>
        Assert.Equal(channel, ChannelOf(id));

    [Fact]
    public void Tokens_are_opaque_and_told_apart()
    {
        var tokens = new Tokens(Keys);
        var (one, other) = (new PageId(1), new PageId(2));

        Assert.StartsWith("EAA", tokens.Page(one, 5), StringComparison.Ordinal);
        Assert.StartsWith("IG", tokens.Instagram(one, 5), StringComparison.Ordinal);
        Assert.Equal(tokens.Page(one, 5), new Tokens(Keys).Page(one, 5));
        string[] all = [tokens.Page(one, 5), tokens.Page(other, 5), tokens.Page(one, 6), tokens.Instagram(one, 5)];
        Assert.Equal(4, all.Distinct().Count());
        Assert.Matches("^[0-9a-f]{32}$", tokens.Secret(5));
    }

    [Fact]
    public void A_decisions_id_leads_to_its_row_and_a_questions_does_not()
    {
        var ids = new DecisionIds(Keys);
        var request = new SendRequest(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);
        var thread = new ThreadKey(new PageId(1), new Psid(2));
        var question = ids.ForQuestion(thread, in request, Instant.FromUnixTimeMilliseconds(5));

        Gen.Select(Gen.Int[0, 4095], Gen.Long[1, long.MaxValue]).Sample((shard, seq) =>
        {
            Assert.True(ids.TryRead(ids.For(shard, seq), out var toldShard, out var toldSeq));
            Assert.Equal((shard, seq), (toldShard, toldSeq));
        });
        Assert.False(ids.TryRead(question, out _, out _));
        Assert.Equal(ids.For(1, 1).Length, question.Length);
        Assert.False(ids.TryRead("d_nonsense", out _, out _));
        Assert.False(ids.TryRead("d_" + new string('!', question.Length - 2), out _, out _));
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static List<long> TenOfAName()
    {
        var (mint, made) = (new IdMint(Keys), new List<long>());
        for (var turn = 0; turn < 10; turn++) made.Add(mint.Person("Ann", made.Contains));
        return made;
    }

    private static Channel ChannelOf(string id) =>
        Psid.TryParse(id, out var person) ? IdMint.ChannelOf(person) : throw new ArgumentException(id);
}
