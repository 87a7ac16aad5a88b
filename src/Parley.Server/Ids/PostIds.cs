using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Ids;

/// <summary>
/// Ids of comments and posts in the wire's form: <c>{post}_{comment}</c> and <c>{page}_{post}</c> on Facebook, one
/// number on Instagram. Each leads to what it names without a table; a forged, foreign or damaged one names nothing.
/// </summary>
internal sealed class PostIds(PostNumbers numbers)
{
    private const char Between = '_';

    /// <summary>The id of a comment.</summary>
    /// <param name="channel">Its channel, which decides the form.</param>
    /// <param name="post">The id of what it stands under.</param>
    /// <param name="shard">Its thread's shard.</param>
    /// <param name="thread">Its thread.</param>
    /// <param name="seq">Its row.</param>
    public string Comment(Channel channel, string post, int shard, ThreadKey thread, long seq)
    {
        var number = Text(numbers.OfRow(shard, thread, seq));
        if (channel is Channel.Instagram) return number;
        return $"{post[(post.IndexOf(Between, StringComparison.Ordinal) + 1)..]}{Between}{number}";
    }

    /// <summary>The id of a visitor's post.</summary>
    public string VisitorPost(int shard, ThreadKey thread, long seq) =>
        $"{thread.Page}{Between}{Text(numbers.OfRow(shard, thread, seq))}";

    /// <summary>The id of a row that tells a comment or a visitor's post.</summary>
    public string Of(StoredEvent row) => row.Kind is EventKind.Comment
        ? Comment(row.Channel, Body(row).Post, row.Shard, row.Thread, row.Seq)
        : VisitorPost(row.Shard, row.Thread, row.Seq);

    /// <summary>The id of one of a page's own posts.</summary>
    /// <param name="page">The page.</param>
    /// <param name="channel">Whether it stands on the Page or on its Instagram account.</param>
    /// <param name="place">What it is.</param>
    /// <param name="ordinal">Which of its kind, from 1.</param>
    public string OwnPost(PageId page, Channel channel, CommentPlace place, int ordinal)
    {
        var number = Text(numbers.OfPost(page, channel, place, ordinal));
        return channel is Channel.Instagram ? number : $"{page}{Between}{number}";
    }

    /// <summary>Which of a page's own posts an id names, if any; whether it exists already is not said.</summary>
    public bool TryOwnPost(PageId page, Channel channel, string id, out CommentPlace place, out int ordinal)
    {
        (place, ordinal) = (default, 0);
        return TryNumber(PostPart(page, channel, id), out var number)
            && numbers.TryPost(page, channel, number, out place, out ordinal)
            && OwnPost(page, channel, place, ordinal) == id;
    }

    /// <summary>The comment or visitor's post an id names, of whichever page; null if there is none.</summary>
    /// <param name="id">As the wire spells it.</param>
    /// <param name="kind"><see cref="EventKind.Comment"/> or <see cref="EventKind.VisitorPost"/>.</param>
    public StoredEvent? Find(string? id, EventKind kind) =>
        id is not null
        && TryNumber(id[(id.IndexOf(Between, StringComparison.Ordinal) + 1)..], out var number)
        && numbers.FindRow(number) is { } row
        && row.Kind == kind
        && Of(row) == id
            ? row
            : null;

    /// <summary>Whether an id has the form of Instagram's comments.</summary>
    public static bool LooksLikeInstagram(string id) => id.Length > 0 && id.All(char.IsAsciiDigit);

    private static string PostPart(PageId page, Channel channel, string id) =>
        channel is Channel.Instagram ? id
        : id.StartsWith($"{page}{Between}", StringComparison.Ordinal) ? id[(page.ToString().Length + 1)..]
        : "";

    private static CommentBody Body(StoredEvent row) =>
        JsonSerializer.Deserialize(row.Body.Span, StoredJson.Default.CommentBody)
        ?? throw new JsonException($"Row {row.Seq} of thread {row.Thread} has no body.");

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
