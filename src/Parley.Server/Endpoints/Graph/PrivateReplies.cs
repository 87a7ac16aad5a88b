using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>POST /{comment}/private_replies</c> and <c>/{post}/private_replies</c> with a <c>message</c> of text: the older
/// way to answer privately, up to version 3.2 and until 2020-03-04.
/// </summary>
/// <remarks>Source: developers.facebook.com, Graph API reference v2.10 and v3.2, "Object private replies".</remarks>
internal sealed class PrivateReplies(SendMessage send, PostIds posts, WorldDirectory world) : IGraphArea
{
    private static readonly ApiVersion Last = new(3, 2);

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        routes.At(NodeKind.Comment, "private_replies").Post(call => Run(call, "comment_id"));
        routes.At(NodeKind.Post, "private_replies").Post(call => Run(call, "post_id"));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Token is not { Kind: TokenKind.Page }) return new(false);
        if (posts.Find(id, EventKind.Comment) is not null) call.Node = NodeKind.Comment;
        else if (posts.Find(id, EventKind.VisitorPost) is not null) call.Node = NodeKind.Post;
        return new(call.Node is not NodeKind.Unknown);
    }

    // Answers {"id":"…"}.
    private async ValueTask<GraphReply> Run(GraphCall call, string form)
    {
        if (call.Version > Last) return GraphReply.NoSuchObject(call);
        var edition = world.EditionOf(call.PageId, call.Now);
        if (!edition.RepliesByEdge) return GraphReply.NoSuchObject(call);
        if (!call.Granted("pages_messaging")) return GraphReply.Bad("messaging_permission_missing", "pages_messaging");
        var text = call.Parameters["message"];
        if (text.IsAbsent) return GraphReply.Bad("param_required", "message");
        if (!text.TryText("message", out var words, out var error)) return GraphReply.Bad(error);

        var decoded = GraphParameters.Decode("application/json", "", BodyOf(form, call.Path.Node!, words));
        if (!decoded.Try(out var parameters, out error)) return GraphReply.Bad(error);
        using (parameters)
        {
            return SendReader.Read(parameters, Channel.Messenger, call.Version, edition.Day)
                .Try(out var envelope, out error)
                ? await Renamed(send.Carry(call, envelope, edition))
                : GraphReply.Bad(error);
        }
    }

    // The same request as the Send API's, so that one reader sets the limits.
    private static byte[] BodyOf(string form, string node, string words)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("recipient"u8);
            json.WriteString(form, node);
            json.WriteEndObject();
            json.WriteStartObject("message"u8);
            json.WriteString("text"u8, words);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    private static async ValueTask<GraphReply> Renamed(ValueTask<GraphReply> sending)
    {
        var reply = await sending;
        if (reply is not GraphReply.Body sent) return reply;
        using var json = JsonDocument.Parse(sent.Json);
        var mid = json.RootElement.GetProperty("message_id").GetString();
        return new GraphReply.Body(Encoding.UTF8.GetBytes($"{{\"id\":\"{mid}\"}}"));
    }
}
