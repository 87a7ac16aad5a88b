using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>On which channel a send goes out: a page writes to Instagram by naming a person of Instagram.</summary>
internal sealed class SendChannels(IShards shards, People people, Addressees addressees)
{
    /// <summary>The channel of a send, before its parameters are read as that channel's.</summary>
    public ValueTask<Channel> Of(GraphCall call)
    {
        if (call.Node is NodeKind.Instagram) return new(Channel.Instagram);
        // A page without an Instagram account knows nobody there: the usual send looks nothing up.
        return call.Page!.InstagramId is null ? new(Channel.Messenger) : OfRecipient(call);
    }

    /// <summary>
    /// The refusal of a call that names the Instagram account on the host of pages, where the page is to be named; or
    /// null.
    /// </summary>
    public static GraphReply? RefuseNode(GraphCall call, GraphOptions options) =>
        call is { Node: NodeKind.Instagram, InstagramLogin: false } && !options.AcceptInstagramNode
            ? GraphReply.Bad("capability_missing")
            : null;

    /// <summary>The channel of a person a call names, known to the page (<paramref name="contact"/>) or not.</summary>
    public static Channel Of(GraphCall call, ContactRecord? contact, Psid person) => contact?.Channel
        ?? (call.Node is NodeKind.Instagram ? Channel.Instagram : OfStranger(call.Page, person));

    /// <summary>The channel of somebody a page does not know: the id's form tells, where it may be either.</summary>
    public static Channel OfStranger(PageRecord? page, Psid person) =>
        page?.InstagramId is null ? Channel.Messenger : IdMint.ChannelOf(person);

    // Whatever is wrong with the recipient is said by the reader of sends.
    private async ValueTask<Channel> OfRecipient(GraphCall call)
    {
        var found = addressees.Find(call.PageId, SendReader.RecipientOf(call.Parameters));
        if (found.Channel is { } told) return told;
        var thread = found.Thread;
        if (thread.Person == default) return Channel.Messenger;
        if (await shards.Look(thread) is { } view) return view.State.Channel;
        return people.Find(thread)?.Channel ?? OfStranger(call.Page, thread.Person);
    }
}
