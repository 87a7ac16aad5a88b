using System.Globalization;
using System.Text;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Media;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>POST /me/message_attachments</c>, <c>/{page}/message_attachments</c>, and on the Instagram-login host
/// <c>/{account}/message_attachments</c>: takes in a file to be sent later, answers <c>{"attachment_id":"…"}</c>.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Attachment Upload API reference", Instagram "Attachment
/// upload".
/// </remarks>
internal sealed class UploadAttachment(MediaIntake intake, Attachments attachments, ServerOptions options) : IGraphArea
{
    private const string Edge = "message_attachments";

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        routes.At(NodeKind.Page, Edge).Post(Run);
        routes.At(NodeKind.Instagram, Edge).Post(Run);
    }

    /// <summary>Reads, fetches or takes, writes down, answers.</summary>
    public async ValueTask<GraphReply> Run(GraphCall call)
    {
        var ofInstagram = call.Node is NodeKind.Instagram;
        if (SendChannels.RefuseNode(call, options.Graph) is { } refused) return refused;
        if (!UploadReader.Read(call.Parameters).Try(out var upload, out var error)) return GraphReply.Bad(error);
        var channel = ofInstagram ? Channel.Instagram : upload.Platform ?? Channel.Messenger;
        if (channel is Channel.Instagram && call.Page!.InstagramId is null)
            return GraphReply.Bad("instagram_not_linked");
        if (Permissions.RefuseSend(call.App.Permissions, channel, call.InstagramLogin) is { } lacking)
            return GraphReply.Bad(lacking);

        var taken = await intake.Take(upload.Medium, channel, uploaded: true);
        if (taken is Taken.Bad bad) return GraphReply.Bad(bad.Error);
        var draft = Attachments.Draft(upload.Medium.Kind, taken, call.Now) with { Reusable = upload.Medium.Reusable };
        return Told((await attachments.Add(call.PageId, draft)).Id);
    }

    private static GraphReply.Body Told(long id) => new(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"attachment_id":"{{id}}"}""")));
}
