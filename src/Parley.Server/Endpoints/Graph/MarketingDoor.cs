using Parley.Policy;
using Parley.Server.World;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Whether a page can send paid marketing messages at all, whoever they go to: the policy's answer.</summary>
internal sealed class MarketingDoor(WorldDirectory world)
{
    /// <summary>The request the kernel is asked about.</summary>
    public static SendRequest Plain { get; } =
        new(Channel.Messenger, SendKind.Message, MessagingType.Absent, null, Author.Bot)
        {
            Address = Address.Marketing,
        };

    /// <summary>What is refused for somebody nothing is known of is refused for everybody.</summary>
    public GraphReply? Refuse(GraphCall call)
    {
        var edition = world.EditionOf(call.PageId, call.Now);
        var standing = world.StandingOf(call.PageId, call.App.Id);
        var outcome = edition.Decide(in ThreadState.Empty, standing, Plain, call.Now);
        return outcome.Accepted
            ? null
            : GraphReply.Bad(GraphErrors.For(in outcome, Channel.Messenger, edition.Day));
    }
}
