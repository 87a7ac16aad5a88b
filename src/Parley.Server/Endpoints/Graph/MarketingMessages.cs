using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Server.Campaigns;
using Parley.Server.Marketing;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Marketing;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>POST act_…/messages</c>: one paid marketing message to one subscriber, by the same reader and the same policy as
/// every send.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing Messages on Messenger, "Send messages" and its API reference. A message
/// costs what its campaign says as <c>bid_amount</c>, else nothing: prices are not public.
/// </remarks>
internal sealed class MarketingMessages(
    SendMessage send,
    WorldDirectory world,
    World.People people,
    IShards shards,
    MessageCampaigns campaigns,
    Subscriptions subscriptions,
    MarketingDoor door) : IGraphArea
{
    /// <inheritdoc/>
    public void Map(GraphRoutes routes) => routes.At(NodeKind.AdAccount, "messages").Post(Run);

    private async ValueTask<GraphReply> Run(GraphCall call)
    {
        if (Permissions.RefuseMarketing(call.App.Permissions) is { } lacking) return GraphReply.Bad(lacking);
        if (!MarketingMessage.Read(call.Parameters).Try(out var asked, out var error)) return GraphReply.Bad(error);
        if (door.Refuse(call) is { } refused) return refused;
        if (campaigns.Find(call.PageId, asked.Campaign) is not { } campaign) return GraphReply.Bad("campaign_unknown");
        if (!campaign.RunsAt(call.Now)) return GraphReply.Bad("campaign_idle");
        if (await Unfit(call, asked) is { } unfit) return GraphReply.Bad(unfit);
        subscriptions.TryRead(asked.Token, out var thread);
        var edition = world.EditionOf(call.PageId, call.Now);
        var message = Filled(asked.Message, people.Find(thread) is { } contact ? people.Find(contact.Person) : null);
        if (SponsoredMessage.Read(message, edition.Day, out error) is not { } envelope) return GraphReply.Bad(error!);
        var addressed = envelope with { Recipient = new Addressee(Address.Marketing, thread.Person, asked.Token) };
        return await Pay(call, campaign, addressed, edition);
    }

    // The price is set aside before the message goes out: a campaign never spends more than it has.
    private async ValueTask<GraphReply> Pay(
        GraphCall call, MessageCampaign campaign, SendEnvelope envelope, Edition edition)
    {
        if (!await campaigns.Reserve(call.PageId, campaign, call.Now)) return GraphReply.Bad("budget_spent");
        var went = false;
        try
        {
            var reply = await send.Carry(call, envelope, edition);
            if (reply is not GraphReply.Body sent) return reply;
            went = true;
            return Tracked(sent);
        }
        finally
        {
            if (!went) await campaigns.GiveBack(call.PageId, campaign, call.Now);
        }
    }

    private async ValueTask<GraphError?> Unfit(GraphCall call, MarketingMessage asked)
    {
        if (!subscriptions.TryRead(asked.Token, out var thread) || thread.Page != call.PageId)
            return GraphErrors.Get("subscription_unknown");
        if (await shards.Look(thread) is not { } view || !Subscriptions.EverHeld(view.State))
            return GraphErrors.Get("subscription_unknown");
        if (!subscriptions.Holds(asked.Token, view.State))
            return GraphErrors.For(Reason.MarketingStopped, Channel.Messenger);
        return asked.Gap > 0 && LastTalk(view.State) is { } last && call.Now - last < Duration.FromSeconds(asked.Gap)
            ? GraphErrors.Get("conversation_recent")
            : null;
    }

    // Paid messages are no talk.
    private static Instant? LastTalk(in ThreadState state)
    {
        var ofPage = state.LastPageMessage == state.Promises.LastMarketing ? Moment.Never : state.LastPageMessage;
        return Moment.Later(state.Clocks.MessageOrTap, ofPage).ToInstant();
    }

    // Names are put into the message as it was written, before its limits are checked.
    private static JsonElement Filled(JsonElement message, PersonRecord? person)
    {
        var text = message.GetRawText();
        if (person is null || !text.Contains("{{", StringComparison.Ordinal)) return message;
        var cut = person.Name.LastIndexOf(' ');
        text = text
            .Replace("{{full_name}}", Encoded(person.Name), StringComparison.Ordinal)
            .Replace("{{first_name}}", Encoded(cut < 0 ? person.Name : person.Name[..cut]), StringComparison.Ordinal)
            .Replace("{{last_name}}", Encoded(cut < 0 ? "" : person.Name[(cut + 1)..]), StringComparison.Ordinal);
        return JsonElement.Parse(text);
    }

    private static string Encoded(string name) =>
        JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    // The platform answers an id to follow the message by, not the message's own.
    private static GraphReply.Body Tracked(GraphReply.Body sent)
    {
        using var json = JsonDocument.Parse(sent.Json);
        var mid = json.RootElement.GetProperty("message_id").GetString()!;
        var id = new Guid(SHA256.HashData(Encoding.ASCII.GetBytes(mid)).AsSpan(0, 16));
        var output = new ArrayBufferWriter<byte>(96);
        using (var answer = new Utf8JsonWriter(output))
        {
            answer.WriteStartObject();
            answer.WriteBoolean("success"u8, true);
            answer.WriteString("marketing_message_tracking_id"u8, id);
            answer.WriteEndObject();
        }

        return new GraphReply.Body(output.WrittenMemory);
    }
}
