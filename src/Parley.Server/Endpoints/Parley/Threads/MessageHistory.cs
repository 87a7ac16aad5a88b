using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Lanes;
using Parley.Server.Ids;
using Parley.Server.Profiles;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// Reads a thread's messages from the journal, newest row first along <c>prev</c>: what came later (reads, reactions)
/// is met before the message it is about, so one walk is enough and it ends with the page asked for.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="mids">Makes mids.</param>
/// <param name="posts">Makes ids of comments and posts.</param>
/// <param name="personas">Whom the page speaks as.</param>
/// <param name="shown">What is attached to a row, as whoever asks sees it.</param>
internal sealed class MessageHistory(
    IJournal journal, Mids mids, PostIds posts, PersonaBook personas, AttachmentsShown shown)
{
    private const string FromPage = "page";
    private const string FromPerson = "person";
    private const int Step = 128;
    private const string AddReaction = "react";
    private const string RemoveReaction = "unreact";
    private const string MarkSeen = "mark_seen";

    private readonly List<(long Watermark, Instant At)> reads = [];
    private readonly Dictionary<(string Mid, string From), MessageReaction?> reactions = [];
    private readonly Dictionary<string, string> edits = [];
    private readonly HashSet<string> unsent = [];
    private Instant? seenByPage;

    /// <summary>
    /// The newest messages older than a row, oldest of them first, and the row to go on from if there are more.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="before">The row, or null to begin with the newest message.</param>
    /// <param name="most">At most this many.</param>
    public (IReadOnlyList<MessageAnswer> Messages, long? Older) Read(ThreadView thread, long? before, int most)
    {
        var found = new List<(MessageAnswer Message, long Seq)>();
        foreach (var row in journal.NewestFirst(thread.Shard, thread.Head, Step))
        {
            if (row.Kind is not (EventKind.Message or EventKind.Postback or EventKind.Sent))
            {
                Note(row);
                continue;
            }

            if (before is { } bound && row.Seq >= bound) continue;
            if (found.Count == most) return (OldestFirst(found), found[^1].Seq);
            found.Add((Show(row), row.Seq));
        }

        return (OldestFirst(found), null);
    }

    private static List<MessageAnswer> OldestFirst(List<(MessageAnswer Message, long Seq)> found) =>
        [.. found.Select(one => one.Message).Reverse()];

    private void Note(StoredEvent row)
    {
        var at = row.At.ToInstant()!.Value;
        switch (row.Kind)
        {
            case EventKind.Read:
                reads.Add((Stored.ReadUpTo(row).Watermark, at));
                break;
            case EventKind.Reaction or EventKind.Unreaction:
                var body = Stored.Reaction(row);
                var put = row.Kind is EventKind.Reaction
                    ? new MessageReaction(FromPerson, body.Reaction, body.Emoji)
                    : null;
                reactions.TryAdd((body.Mid, FromPerson), put);
                break;
            case EventKind.Edited:
                edits.TryAdd(Stored.Edit(row).Mid, Stored.Edit(row).Text);
                break;
            case EventKind.Unsent:
                unsent.Add(Stored.Unsent(row).Mid);
                break;
            case EventKind.SenderAction:
                NoteAction(Stored.Send(row), at);
                break;
        }
    }

    private void NoteAction(SendBody action, Instant at)
    {
        if (action.Action is MarkSeen) seenByPage = at;
        else if (action is { Action: AddReaction, Mid: { } on })
            reactions.TryAdd((on, FromPage), PageReaction(action.Reaction));
        else if (action is { Action: RemoveReaction, Mid: { } off }) reactions.TryAdd((off, FromPage), null);
    }

    // A page sends a name or the characters themselves; letters make a name.
    private static MessageReaction PageReaction(string? reaction) => reaction?.All(char.IsAsciiLetter) is false
        ? new MessageReaction(FromPage, null, reaction)
        : new MessageReaction(FromPage, reaction, null);

    private MessageAnswer Show(StoredEvent row)
    {
        var mid = mids.For(row.Channel, row.Thread, row.Seq);
        var bare = new MessageAnswer
        {
            Mid = mid,
            At = row.At.ToInstant()!.Value,
            From = row.Kind is EventKind.Sent ? FromPage : FromPerson,
            Reactions = ReactionsOn(mid),
        };
        if (unsent.Contains(mid)) return bare with { Unsent = true };
        return row.Kind switch
        {
            EventKind.Message => Show(bare, Stored.Message(row), row),
            EventKind.Postback => bare with { Text = Stored.Postback(row).Title, ReadAt = seenByPage },
            _ => Show(bare, Stored.Send(row), row),
        };
    }

    private MessageAnswer Show(MessageAnswer bare, MessageBody body, StoredEvent row) => bare with
    {
        Text = edits.GetValueOrDefault(bare.Mid) ?? body.Text,
        Attachments = shown(row, body.Attachments, body.Media),
        ReplyTo = MessageRef.Of(body.ReplyTo),
        ReadAt = seenByPage,
        Edited = edits.ContainsKey(bare.Mid) ? true : null,
    };

    private MessageAnswer Show(MessageAnswer bare, SendBody body, StoredEvent row)
    {
        var content = new PageContent(body.Message);
        return bare with
        {
            AppId = body.App > 0 ? body.App : null,
            Persona = body.Persona is { } persona ? PersonaOf(row.Thread.Page, persona) : null,
            Sponsored = body.Lane is Sponsored.LaneName ? true : null,
            Text = content.Text,
            Attachments = shown(row, content.Attachments, body.Media),
            Template = content.Template,
            QuickReplies = content.QuickReplies,
            ReplyTo = MessageRef.Of(body.ReplyTo),
            InReplyTo = AnsweredBy(body, row),
            DeliveredAt = bare.At,
            ReadAt = ReadAfter(row.At.Milliseconds),
        };
    }

    private PersonaAnswer? PersonaOf(PageId page, long id) => personas.Known(page, id) is { } persona
        ? new PersonaAnswer(id.ToString(CultureInfo.InvariantCulture), persona.Name, persona.Picture)
        : null;

    private ActivityRef? AnsweredBy(SendBody body, StoredEvent row)
    {
        if (body.Address is not (nameof(Address.Comment) or nameof(Address.Post))
            || !long.TryParse(body.Named, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            || journal.Find(row.Shard, seq) is not { } answered)
            return null;
        var id = posts.Of(answered);
        return answered.Kind is EventKind.Comment ? new ActivityRef(id, null) : new ActivityRef(null, id);
    }

    private Instant? ReadAfter(long sent)
    {
        for (var index = reads.Count - 1; index >= 0; index--)
        {
            if (reads[index].Watermark >= sent) return reads[index].At;
        }

        return null;
    }

    private List<MessageReaction>? ReactionsOn(string mid)
    {
        List<MessageReaction>? found = null;
        foreach (var from in (ReadOnlySpan<string>)[FromPerson, FromPage])
        {
            if (reactions.TryGetValue((mid, from), out var reaction) && reaction is not null)
                (found ??= []).Add(reaction);
        }

        return found;
    }
}

/// <summary>Attachments as stored, turned into what is shown of them.</summary>
/// <param name="row">The row they are in.</param>
/// <param name="written">As stored; null for none.</param>
/// <param name="media">Their records.</param>
internal delegate JsonElement? AttachmentsShown(StoredEvent row, JsonElement? written, ImmutableArray<long>? media);
