using System.Globalization;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.Profiles;
using Parley.Server.World;
using Parley.Wire;
using Parley.Wire.Profiles;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>/{page}/personas</c> and <c>/{persona}</c>: whom a page speaks as (Messenger).</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Personas"; Graph API reference "Persona".</remarks>
internal sealed class Personas(PersonaBook book, WorldDirectory world, ReadMe pages, ServerOptions options) : IGraphArea
{
    private static readonly NodeFields<Persona> Fields = new("Persona", new()
    {
        ["name"] = (json, persona) => json.WriteString("name"u8, persona.Name),
        ["profile_picture_url"] = (json, persona) => json.WriteString("profile_picture_url"u8, persona.Picture),
        ["id"] = (json, persona) => json.WriteString("id"u8, Text(persona.Id)),
    })
    {
        Usual = ["name", "profile_picture_url", "id"],
    };

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        var all = new GraphEdge<PageNode, Persona>(Fields, (call, page, query) => new(List(call, page, query)))
        {
            NodeId = page => page.Id,
            Place = persona => Text(persona.Id),
        };
        pages.PageFields.With("personas", all);
        routes.At(NodeKind.Page, "personas").Get(call => all.Answer(call, PageNode.Of(call))).Post(Create);
        routes.At(NodeKind.Persona, null).Get(Read).Delete(Delete);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Token is not { Kind: TokenKind.Page }
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !IdMint.LooksLikePersona(number)
            || book.Find(call.PageId, number) is not { } persona)
            return new(false);
        call.Found = persona;
        call.Node = NodeKind.Persona;
        return new(true);
    }

    /// <summary>POST: makes one of <c>name</c> and <c>profile_picture_url</c>.</summary>
    public async ValueTask<GraphReply> Create(GraphCall call)
    {
        if (Refusal(call) is { } refused) return refused;
        if (!PersonaReader.Read(call.Parameters).Try(out var asked, out var error)) return GraphReply.Bad(error);
        var region = Regions.Of(world.StandingOf(call.PageId, call.App.Id), Place.Unknown);
        if (world.EditionOf(call.PageId, call.Now).PersonasOff.Includes(region)) return GraphReply.Bad("region_off");
        var most = options.Graph.PersonasPerPage;
        return await book.Add(call.PageId, asked.Name, asked.Picture, most) is { } made
            ? GraphReply.Id(made.Id)
            : GraphReply.Bad("persona_limit", Text(most));
    }

    /// <summary>GET <c>/{persona}</c>.</summary>
    public ValueTask<GraphReply> Read(GraphCall call) =>
        Refusal(call) is { } refused ? new(refused) : Fields.Answer(call, (Persona)call.Found!);

    /// <summary>DELETE <c>/{persona}</c>: it speaks no more.</summary>
    public async ValueTask<GraphReply> Delete(GraphCall call)
    {
        if (Refusal(call) is { } refused) return refused;
        await book.Delete(call.PageId, (Persona)call.Found!);
        return GraphReply.Success;
    }

    private EdgePage<Persona> List(GraphCall call, PageNode page, EdgeQuery query)
    {
        if (Refusal(call) is { } refused) return EdgePage<Persona>.Refused(refused);
        var id = new PageId(page.Page.Id);
        // The store reads forward; the way back and the whole length are rare, and a page has few personas.
        return query.Before is null && !query.Summary
            ? EdgePage<Persona>.Forward(book.List(id, query.After ?? "", query.Limit + 1), query)
            : EdgePage<Persona>.Of(
                book.List(id, "", options.Graph.PersonasPerPage), one => Text(one.Id), Cursor.Numbers, query);
    }

    private static GraphReply? Refusal(GraphCall call) =>
        Permissions.RefuseSend(call.App.Permissions, Channel.Messenger, call.InstagramLogin) is { } lacking
            ? GraphReply.Bad(lacking)
            : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
