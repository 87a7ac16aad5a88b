using System.Text.Json;
using Parley.Policy;
using Parley.Server.Acts;
using Parley.Server.Hosting;
using Parley.Server.Shards;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>POST /{page}/moderate_conversations</c>, and <c>/{account}/moderate_conversations</c> on the Instagram-login
/// host: the page blocks, bans or spam-folders people, or takes that back.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform and Instagram platform "Moderate conversations". One state is
/// held for block, ban and spam: each shuts the thread for both sides, the newest action counts. That is our reading;
/// so is that the call is not bound to an edition: pages could block by hand long before.
/// </remarks>
internal sealed class ModerateConversations(World.People people, IShards shards, ServerOptions options) : IGraphArea
{
    private const string Edge = "moderate_conversations";

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        routes.At(NodeKind.Page, Edge).Post(Run);
        routes.At(NodeKind.Instagram, Edge).Post(Run);
    }

    /// <summary>Reads, checks everybody, then acts on everybody; answers after the commits.</summary>
    public async ValueTask<GraphReply> Run(GraphCall call)
    {
        if (SendChannels.RefuseNode(call, options.Graph) is { } closed) return closed;
        if (!Moderation.Read(call.Parameters).Try(out var asked, out var error)) return GraphReply.Bad(error);
        var found = new List<ContactRecord>(asked.People.Length);
        foreach (var person in asked.People)
        {
            var contact = people.Find(new ThreadKey(call.PageId, person));
            var channel = SendChannels.Of(call, contact, person);
            if (await Refusal(call, asked, contact, channel) is { } refused) return GraphReply.Bad(refused);
            found.Add(contact!);
        }

        foreach (var contact in found)
        {
            foreach (var action in asked.Actions) await Act(call, contact, action);
        }

        return GraphReply.Success;
    }

    private async ValueTask<GraphError?> Refusal(
        GraphCall call, Moderation asked, ContactRecord? contact, Channel channel)
    {
        var ofInstagram = call.Node is NodeKind.Instagram;
        if (Permissions.RefuseSend(call.App.Permissions, channel, call.InstagramLogin) is { } lacking) return lacking;
        if (contact is null || (ofInstagram && channel is not Channel.Instagram))
            return GraphErrors.Get("recipient_unknown", ofInstagram ? Channel.Instagram : channel);
        if (asked.Unfit(channel) is { } unfit) return unfit;
        var view = await shards.Look(new ThreadKey(call.PageId, contact.Psid));
        return view is not null && ActScene.HasThread(view.State)
            ? null
            : GraphErrors.Get("conversation_missing", channel, contact.Psid.ToString());
    }

    private async Task Act(GraphCall call, ContactRecord contact, string action) => await shards.Act(
        new ThreadKey(call.PageId, contact.Psid),
        new ActCommand
        {
            Kind = Moderation.Lifts(action) ? EventKind.BusinessUnblocked : EventKind.BusinessBlocked,
            Channel = contact.Channel,
            Body = JsonSerializer.SerializeToUtf8Bytes(
                new ModerationBody(action, call.App.Id), StoredJson.Default.ModerationBody),
        });
}
