using System.Buffers;
using Parley.Policy;
using Parley.Server.Content;
using Parley.Server.Ids;
using Parley.Server.Profiles;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>POST /me/messages</c>, <c>/{page}/messages</c>, and on the Instagram-login host <c>/{account}/messages</c>:
/// messages and sender actions. The answer leaves after the commit.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Send API reference"; Instagram "Send messages".
/// </remarks>
internal sealed class SendMessage(
    IShards shards,
    WorldDirectory world,
    World.People people,
    SendChannels channels,
    Addressees addressees,
    QuotedMessages quoted,
    PersonaBook personas,
    SentMedia media,
    ThreadControl control,
    Mids mids,
    DecisionIds decisionIds,
    ContentDesk content,
    SendingPages pages,
    OrderNumbers orders,
    Hosting.ServerOptions options) : IGraphArea
{
    /// <summary>Says who wrote a message, <c>human</c> or <c>bot</c>; without it the app's kind decides.</summary>
    public const string AuthorHeader = "X-Parley-Author";

    private const int TypicalReplyBytes = 192;

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        routes.At(NodeKind.Page, "messages").Post(Run);
        routes.At(NodeKind.Instagram, "messages").Post(Run);
    }

    /// <summary>Reads, asks, answers.</summary>
    public async ValueTask<GraphReply> Run(GraphCall call)
    {
        if (SendChannels.RefuseNode(call, options.Graph) is { } refused) return refused;
        var channel = await channels.Of(call);
        if (Permissions.RefuseSend(call.App.Permissions, channel, call.InstagramLogin) is { } lacking)
            return GraphReply.Bad(lacking);
        var edition = world.EditionOf(call.PageId, call.Now);
        var sender = pages.Of(call.Page!, call.App);
        var read = SendReader.Read(call.Parameters, channel, call.Version, edition.Day, sender);
        if (!read.Try(out var send, out var error)) return GraphReply.Bad(error);
        if (send.Type is MessagingType.Utility && Permissions.RefuseUtility(call.App.Permissions) is { } barred)
            return GraphReply.Bad(barred);
        if (send.Persona is { } persona && personas.Find(call.PageId, persona) is null)
            return GraphReply.Bad("persona_unknown");
        return await Carry(call, send, edition);
    }

    /// <summary>Asks for a send that was read, and answers.</summary>
    public async ValueTask<GraphReply> Carry(GraphCall call, SendEnvelope asked, Edition edition)
    {
        if (!TryAuthor(call, out var author)) return GraphReply.Bad("param_enum", AuthorHeader, "human, bot");
        if (asked.Control is { } then && control.Unknown(call, in then, "thread_control[app_id]") is { } nobody)
            return nobody;
        var found = addressees.Find(call.PageId, asked.Recipient);
        var thread = found.Thread;
        var send = asked.Recipient.Address is Address.Person ? asked : asked with { Recipient = found.Recipient };
        var command = new SendCommand
        {
            Request = send.ToRequest(author) with { Noticed = content.Notice(send) },
            Standing = world.StandingOf(thread.Page, call.App.Id),
            Edition = edition,
            At = call.Now,
            Body = new KeptSend(send, call.App.Id, author, edition.Name),
            Then = send.Control,
        };
        if (await quoted.Refuse(thread, send, command) is { } unknown) return unknown;
        var ready = MediaReady.Nothing;
        if (!send.Media.IsEmpty || send.Shared is not null)
        {
            ready = await media.Prepare(thread, send, command);
            if (ready.Error is { } error) return GraphReply.Bad(error);
            if (!ready.Ids.IsDefault) command = Again(call, thread, send, author, command, in ready);
        }

        if (send.OrderNumber is { } order && !await orders.Take(call.PageId, order))
            return GraphReply.Bad("order_number_taken");
        var result = await shards.Send(thread, command);
        if (send.OrderNumber is { } unused && !result.Outcome.Accepted) await orders.GiveBack(call.PageId, unused);
        return result.Outcome.Accepted
            ? Accepted(thread, send, result, ready.Told)
            : Refused(call, thread, command, result);
    }

    // Fetching took its time: the send is judged by what holds now.
    private SendCommand Again(
        GraphCall call, ThreadKey thread, SendEnvelope send, Author author, SendCommand asked, in MediaReady ready)
    {
        var edition = world.EditionOf(call.PageId, ready.At);
        return asked with
        {
            Standing = world.StandingOf(thread.Page, call.App.Id),
            Edition = edition,
            At = ready.At,
            Body = new KeptSend(send, call.App.Id, author, edition.Name, ready.Ids),
        };
    }

    private static bool TryAuthor(GraphCall call, out Author author)
    {
        author = call.App.Automated ? Author.Bot : Author.Human;
        if (!call.Http.Request.Headers.TryGetValue(AuthorHeader, out var told)) return true;
        author = told == "human" ? Author.Human : Author.Bot;
        return told == "human" || told == "bot";
    }

    private GraphReply.Body Accepted(ThreadKey thread, SendEnvelope send, in SendResult result, long? attachment)
    {
        var output = new ArrayBufferWriter<byte>(TypicalReplyBytes);
        // Who is behind a checkbox's reference, the page learns from their first answer.
        if (send.Recipient.Address is Address.UserRef)
        {
            if (send.Kind is not SendKind.Message) return new GraphReply.Body(Nothing);
            var mid = mids.For(send.Channel, thread, result.Seq);
            if (attachment is { } id) SendReply.Message(output, recipient: null, mid, id);
            else SendReply.Message(output, mid);
        }
        else if (attachment is { } kept)
            SendReply.Message(output, thread.Person, mids.For(send.Channel, thread, result.Seq), kept);
        else if (send.Kind is SendKind.Message)
            SendReply.Message(output, thread.Person, mids.For(send.Channel, thread, result.Seq));
        else
            SendReply.Action(output, thread.Person);
        return new GraphReply.Body(output.WrittenMemory);
    }

    private Sentences Naming(GraphCall call, ThreadKey thread)
    {
        if (!call.Explain) return Sentences.English;
        var sentences = V1.Language.Preferred(call.Http.Request);
        var person = people.Find(thread) is { } contact ? people.Find(contact.Person) : null;
        return sentences.About(call.Page?.Name, person?.Name, person?.Locale);
    }

    private GraphReply.Fault Refused(GraphCall call, ThreadKey thread, SendCommand command, in SendResult result)
    {
        var channel = command.Request.Channel;
        var error = GraphErrors.For(result.Outcome, channel, command.Edition.Day);
        if (result.Decision is not { } decision) return new GraphReply.Fault(error);
        var id = result.Seq > 0
            ? decisionIds.For(result.Shard, result.Seq)
            : decisionIds.ForQuestion(thread, command.Request, command.At);
        return new GraphReply.Fault(error, new Explained(decision, id, channel, Naming(call, thread)));
    }
}
