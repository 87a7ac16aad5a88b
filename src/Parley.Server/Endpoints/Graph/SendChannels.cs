using System.Text.Json;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Server.World;

namespace Parley.Server.Endpoints.Graph;

/// <summary>On which channel a send goes out: a page writes to Instagram by naming a person of Instagram.</summary>
internal sealed class SendChannels(IShards shards, People people)
{
    /// <summary>The channel of a send, before its parameters are read as that channel's.</summary>
    public ValueTask<Channel> Of(GraphCall call)
    {
        if (call.Node is NodeKind.Instagram) return new(Channel.Instagram);
        // A page without an Instagram account knows nobody there: the usual send looks nothing up.
        return call.Page!.InstagramId is null ? new(Channel.Messenger) : OfRecipient(call);
    }

    private async ValueTask<Channel> OfRecipient(GraphCall call)
    {
        if (!TryRecipient(call, out var person)) return Channel.Messenger;
        var thread = new ThreadKey(call.PageId, person);
        if (await shards.Look(thread) is { } view) return view.State.Channel;
        return people.Find(thread)?.Channel ?? Channel.Messenger;
    }

    // Whatever is wrong with the recipient is said by the reader of sends.
    private static bool TryRecipient(GraphCall call, out Psid person)
    {
        person = default;
        if (!call.Parameters["recipient"].TryObject("recipient", out var recipient, out _)) return false;
        if (!recipient.TryGetProperty("id"u8, out var id)) return false;
        var text = id.ValueKind switch
        {
            JsonValueKind.String => id.GetString(),
            JsonValueKind.Number => id.GetRawText(),
            _ => null,
        };
        return Psid.TryParse(text, out person);
    }
}
