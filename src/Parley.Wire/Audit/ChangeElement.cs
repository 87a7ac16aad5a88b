using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>Reads one element of <c>changes</c>: comments, visitor posts, their removal, labels.</summary>
/// <remarks>
/// Source: developers.facebook.com, Page webhooks reference "feed", Instagram webhooks "comments" and "live_comments".
/// </remarks>
internal sealed class ChangeElement(Cast cast)
{
    /// <exception cref="LogFault">It cannot be read.</exception>
    public void Read(JsonElement change, Scene scene)
    {
        var value = change.Member("value"u8);
        if (!value.IsObject()) return;
        switch (change.Word("field"u8))
        {
            case "feed": Feed(value, scene, CommentPlace.Post); break;
            case "group_feed": Feed(value, scene, CommentPlace.Group); break;
            case "comments": Comment(value, scene, PlaceOf(value)); break;
            case "live_comments": Comment(value, scene, CommentPlace.Live); break;
            case "inbox_labels": Know(value.Member("user"u8), scene, value); break;
        }
    }

    private void Feed(JsonElement value, Scene scene, CommentPlace place)
    {
        var isComment = value.Word("item"u8) is "comment";
        var isPost = value.Word("item"u8) is "post" or "status" or "photo" or "video" or "share" or "link" or "album";
        var id = isComment ? value.Text("comment_id"u8) : value.Text("post_id"u8);
        var author = AuthorOf(value, scene, id);
        if ((!isComment && !isPost) || id is null)
        {
            if (author > 0 && !IsPage(author, scene)) Know(author, scene, value);
            return;
        }

        var at = WhenOf(value, scene);
        switch (value.Word("verb"u8))
        {
            case "remove" or "delete":
                scene.Into.Events.Add(Heard(scene, author, new ThreadEvent.CommentRemoved(at, id)));
                break;
            case "add" when isComment || !IsPage(author, scene):
                if (value.Member("post"u8).Word("status_type"u8) is "reel") place = CommentPlace.Reel;
                if (!isComment && place is CommentPlace.Post) place = CommentPlace.VisitorPost;
                Add(scene, author, id, place, value.Text("post_id"u8), at);
                break;
            default:
                if (author > 0 && !IsPage(author, scene)) Know(author, scene, value);
                break;
        }
    }

    private void Comment(JsonElement value, Scene scene, CommentPlace place)
    {
        if ((value.Text("id"u8) ?? value.Text("comment_id"u8)) is not { } id) return;
        Add(scene, AuthorOf(value, scene, id), id, place, value.Member("media"u8).Text("id"u8), WhenOf(value, scene));
    }

    private void Add(Scene scene, long author, string id, CommentPlace place, string? media, Instant at) =>
        scene.Into.Events.Add(
        Heard(scene, author, new ThreadEvent.Commented(
            at, scene.Channel, id, place, cast.Shared(media), IsPage(author, scene))));

    private bool IsPage(long author, Scene scene) =>
        author > 0 && (author == scene.Account || author == scene.Page.Id.Value || cast.IsPage(author));

    // Without a permission to see the author only the comment names itself.
    private long AuthorOf(JsonElement value, Scene scene, string? comment)
    {
        var from = value.Member("from"u8);
        if (from.Member("self_ig_scoped_id"u8).Exists()) return scene.Account;
        var id = from.Exists() ? from.Member("id"u8) : value.Member("sender_id"u8);
        if (id.Id() is > 0 and var person) return person;
        return cast.Named(id.Text() is { Length: > 0 } name ? "id:" + name : "comment:" + comment);
    }

    private static void Know(JsonElement who, Scene scene, JsonElement value)
    {
        if (who.Member("id"u8).Id() is > 0 and var person) Know(person, scene, value);
    }

    private static void Know(long person, Scene scene, JsonElement value) => scene.Into.Events.Add(
        Heard(scene, person, new ThreadEvent.PersonActed(WhenOf(value, scene), scene.Channel, PersonAct.Read)));

    private static Heard Heard(Scene scene, long person, ThreadEvent happened) =>
        new(scene.Page, person, happened, News.Plain, 0);

    // Instagram may leave out when a comment was written: then when it was told.
    private static Instant WhenOf(JsonElement value, Scene scene) => Instant.FromUnixTimeMilliseconds((
        value.Stamp("created_time"u8) ?? value.Stamp("timestamp"u8) ?? scene.Posted
        ?? throw new LogFault("a change has no `created_time`, and its entry no `time`")).Milliseconds);

    private static CommentPlace PlaceOf(JsonElement value)
    {
        var media = value.Member("media"u8);
        if (media.Member("ad_id"u8).Exists()) return CommentPlace.Ad;
        return media.Word("media_product_type"u8) switch
        {
            "ad" => CommentPlace.Ad,
            "story" => CommentPlace.Story,
            "reels" or "reel" => CommentPlace.Reel,
            "live" => CommentPlace.Live,
            _ => CommentPlace.Post,
        };
    }
}
