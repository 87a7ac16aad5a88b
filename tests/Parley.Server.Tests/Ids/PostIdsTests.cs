using CsCheck;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.Tests.Graph;
using Parley.Storage;

namespace Parley.Server.Tests.Ids;

/// <summary>Numbers of comments and posts lead to what they mean, and nobody can make one.</summary>
public sealed class PostIdsTests : IAsyncLifetime
{
    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public void A_pages_own_posts_are_told_apart_and_found_again()
    {
        var ids = server.Service<PostIds>();
        var made = new HashSet<string>();
        foreach (var channel in Enum.GetValues<Channel>())
        {
            foreach (var place in Enum.GetValues<CommentPlace>())
            {
                for (var ordinal = 1; ordinal < 50; ordinal++)
                {
                    var id = ids.OwnPost(GraphServer.Page, channel, place, ordinal);
                    Assert.True(made.Add(id));
                    Assert.True(ids.TryOwnPost(GraphServer.Page, channel, id, out var kind, out var which));
                    Assert.Equal((place, ordinal), (kind, which));
                    Assert.False(ids.TryOwnPost(new PageId(7), channel, id, out _, out _));
                    Assert.Null(ids.Find(id, EventKind.Comment));
                }
            }
        }
    }

    [Fact]
    public async Task A_comments_number_fits_64_bits_and_leads_to_its_row_alone()
    {
        var (ids, numbers) = (server.Service<PostIds>(), server.Service<PostNumbers>());
        var post = ids.OwnPost(GraphServer.Page, Channel.Messenger, CommentPlace.Post, 1);
        var body = $$"""{"post":"{{post}}","place":"Post"}""";
        var row = await server.Act(server.Ada, Channel.Messenger, EventKind.Comment, body);
        var thread = new ThreadKey(GraphServer.Page, server.Ada);
        var id = ids.Comment(Channel.Messenger, post, row.Shard, thread, row.Seq);
        var found = ids.Find(id, EventKind.Comment)!;
        Assert.Equal((thread, row.Seq), (found.Thread, found.Seq));
        Assert.Null(ids.Find(id, EventKind.VisitorPost));
        Assert.Null(ids.Find(id.Split('_')[1], EventKind.Comment));
        Assert.Equal(numbers.OfRow(row.Shard, thread, row.Seq), long.Parse(id.Split('_')[1]));

        // A number that happens to pass the short checksum still leads to no other row than those there are.
        Gen.Long[0, long.MaxValue].Sample(
            number => numbers.FindRow(number) is not { Kind: EventKind.Comment } told || told.Seq == row.Seq);
    }

    [Fact]
    public void References_have_threads_of_their_own_apart_from_people()
    {
        var references = server.Service<UserRefs>();
        Gen.Select(Gen.String, Gen.String).Sample((one, other) =>
        {
            var first = references.ThreadOf(GraphServer.Page, one);
            var second = references.ThreadOf(GraphServer.Page, other);
            return UserRefs.Covers(first.Person) && (one == other) == (first == second);
        });
        Assert.False(UserRefs.Covers(server.Ada));
    }
}
