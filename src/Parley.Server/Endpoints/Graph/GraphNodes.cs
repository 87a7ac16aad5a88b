using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Finds out what the node of a path is, as far as the caller's token may see it.</summary>
internal sealed class GraphNodes(People people, ILabelStore labels)
{
    /// <summary>Fills in the node of a call whose token was accepted.</summary>
    public void Resolve(GraphCall call)
    {
        var token = call.Token!.Value;
        if (call.Path.Node == GraphPath.Me) call.Node = OfToken(token.Kind);
        else if (Psid.TryParse(call.Path.Node, out var id)) ResolveId(call, token, id);
    }

    private static NodeKind OfToken(TokenKind kind) => kind switch
    {
        TokenKind.Page => NodeKind.Page,
        TokenKind.Instagram => NodeKind.Instagram,
        _ => NodeKind.Unknown,
    };

    private void ResolveId(GraphCall call, TokenIdentity token, Psid id)
    {
        if (token.Kind is TokenKind.App)
        {
            call.Node = id.Value == token.App ? NodeKind.App : NodeKind.Unknown;
            return;
        }

        if (id.Value == call.Page!.InstagramId) call.Node = NodeKind.Instagram;
        else if (id.Value == token.Page.Value) call.Node = OfPage(token.Kind);
        else if (IdMint.LooksLikeLabel(id.Value)) ResolveLabel(call, token, id);
        else ResolvePerson(call, token, id);
    }

    private static NodeKind OfPage(TokenKind token) => token is TokenKind.Page ? NodeKind.Page : NodeKind.Unknown;

    private void ResolveLabel(GraphCall call, TokenIdentity token, Psid id)
    {
        if (token.Kind is not TokenKind.Page) return;
        if (labels.Find(id.Value) is not { } label || label.Page != token.Page) return;
        call.Label = label;
        call.Node = NodeKind.Label;
    }

    private void ResolvePerson(GraphCall call, TokenIdentity token, Psid id)
    {
        var contact = people.Find(new ThreadKey(token.Page, id));
        if (contact is null || (token.Kind is TokenKind.Instagram && contact.Channel is not Channel.Instagram)) return;
        call.Contact = contact;
        call.Node = NodeKind.Contact;
    }
}
