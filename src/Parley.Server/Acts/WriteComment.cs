using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person comments on something of the page, or answers a comment. Outside the thread: it opens nothing, but may be
/// answered privately once.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform and Instagram "Private replies"; Page webhooks "feed".
/// </remarks>
/// <param name="Text">What is written.</param>
/// <param name="Post">What it is written under; null = the parent's post, or the page's usual one of the place.</param>
/// <param name="Parent">The comment it answers, or null.</param>
/// <param name="Place">Where it stands as the request says, or null.</param>
/// <param name="Ad">The ad it stands under, or null.</param>
/// <param name="Author">In whose name it is written.</param>
internal sealed record WriteComment(
    string Text, string? Post, string? Parent, CommentPlace? Place, Ad? Ad, CommentAuthor Author) : IAct
{
    private const int MostText = 8000;

    private static readonly (string Name, CommentPlace Place)[] Flags =
    [
        ("live", CommentPlace.Live), ("reel", CommentPlace.Reel), ("group", CommentPlace.Group),
        ("story", CommentPlace.Story), ("ad_post", CommentPlace.Ad),
    ];

    public bool PassesBlock => true;

    public static IAct Read(Fields fields)
    {
        var ad = fields.Object("ad") is { } named ? Ad.Read(named, withRef: false) : null;
        CommentPlace? place = ad is null ? null : CommentPlace.Ad;
        foreach (var (name, told) in Flags)
        {
            if (fields.Flag(name) is not true) continue;
            if (place is not null && (ad is null || told is not CommentPlace.Ad))
                fields.Refuse(name, "stands beside another place: a comment has one");
            place = told;
        }

        return new WriteComment(
            fields.NeedText("text", MostText),
            fields.Text("post"),
            fields.Text("parent"),
            place,
            ad,
            CommentAuthor.Read(fields));
    }

    public ActPlan Plan(ActScene scene)
    {
        if (Place is CommentPlace.Group && scene.Channel is Channel.Instagram)
            return new ActPlan.Impossible("group", "Instagram has no groups.");
        if (Place is CommentPlace.Story && scene.Channel is Channel.Messenger)
            return new ActPlan.Impossible("story", "Stories are Instagram's: act on the channel `instagram`.");
        var parent = Parent is null ? null : scene.Posts.Find(scene.Page, scene.Channel, Parent, EventKind.Comment);
        if (Parent is not null && parent is null)
            return new ActPlan.Impossible("parent", "There is no such comment on this page.");
        var answered = parent is null ? null : PostBoard.BodyOf(parent);
        if (Post is not null && answered is not null && answered.Post != Post)
            return new ActPlan.Impossible("post", "The comment named as `parent` stands under another post.");
        return PostOf(scene, answered) is not { } post
            ? new ActPlan.Impossible("post", "There is no such post on this page.")
            : Against(post, answered) ?? Plan(scene, post, answered);
    }

    private Post? PostOf(ActScene scene, CommentBody? answered) => (answered?.Post ?? Post) is { } named
        ? scene.Posts.Find(scene.Page, scene.Channel, named)
        : scene.Posts.Usual(scene.Page, scene.Channel, Place ?? CommentPlace.Post);

    private ActPlan.Impossible? Against(Post post, CommentBody? answered)
    {
        if (post.HasEnded)
            return new ActPlan.Impossible(answered is null ? "post" : "parent", "The broadcast has ended.");
        return Place is { } asked && asked != post.Place
            ? new ActPlan.Impossible(
                NameOf(asked), $"The post is no place for it: it is of the kind {NameOf(post.Place)}.")
            : null;
    }

    private ActPlan Plan(ActScene scene, Post post, CommentBody? answered)
    {
        if (Author.Against(scene) is { } impossible) return impossible;
        var author = Author.PageOf(scene);
        var body = new CommentBody
        {
            Post = post.Id,
            Place = post.Place,
            Parent = Parent,
            Text = Text,
            Name = author is null ? NameOf(scene) : CommentAuthor.NameOf(author, scene.Channel),
            ByPage = author is not null,
            AdId = Ad?.Id ?? answered?.AdId,
            AdTitle = Ad?.Title ?? answered?.AdTitle,
        };
        return new ActPlan.Possible(
            EventKind.Comment, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.CommentBody))
        {
            Elsewhere = author is null ? null : new ThreadKey(
                new PageId(scene.Page.Id),
                new Psid(scene.Channel is Channel.Instagram ? author.InstagramId!.Value : author.Id)),
        };
    }

    /// <summary>What the channel calls the person.</summary>
    internal static string NameOf(ActScene scene) => scene.Channel is Channel.Instagram
        ? InstagramNames.Of(scene.Person)
        : scene.Person.Name;

    private static string NameOf(CommentPlace place) => place switch
    {
        CommentPlace.Ad => "ad_post",
        CommentPlace.VisitorPost => "visitor_post",
        _ => place.ToString().ToLower(CultureInfo.InvariantCulture),
    };
}
