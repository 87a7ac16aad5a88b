using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>In whose name a comment is written: the person's own, or a page's that they look after.</summary>
/// <param name="Own">Whether it is the very page that is commented on.</param>
/// <param name="Page">Another page, or null.</param>
internal readonly record struct CommentAuthor(bool Own, long? Page)
{
    private const string Name = "as_page";

    /// <summary>Reads <c>as_page</c>: true, or the id of a page.</summary>
    public static CommentAuthor Read(Fields fields) =>
        fields.Raw(Name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag
            ? new CommentAuthor(flag.GetBoolean(), null)
            : new CommentAuthor(false, fields.Id(Name));

    /// <summary>Why nobody can write in that name, or null.</summary>
    public ActPlan.Impossible? Against(ActScene scene)
    {
        if (Page is not { } id) return null;
        if (scene.Posts.Page(id) is not { } page) return new ActPlan.Impossible(Name, $"There is no page `{id}`.");
        return scene.Channel is Channel.Instagram && page.InstagramId is null
            ? new ActPlan.Impossible(Name, "That page has no linked Instagram account.")
            : null;
    }

    /// <summary>The page in whose name it is, or null.</summary>
    public PageRecord? PageOf(ActScene scene) => Own ? scene.Page : Page is { } id ? scene.Posts.Page(id) : null;

    /// <summary>What a channel calls a page.</summary>
    public static string NameOf(PageRecord page, Channel channel) =>
        channel is Channel.Instagram ? page.InstagramUsername ?? page.Name : page.Name;
}
