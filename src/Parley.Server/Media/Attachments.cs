using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Media;

namespace Parley.Server.Media;

/// <summary>The attachments of pages: what is known of each, and who may be sent it.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Attachment Upload API reference": an id is the page's own,
/// lives 90 days, and only a reusable one goes to several people. That one which is not reusable belongs to the first
/// person it is sent to is ours.
/// </remarks>
internal sealed class Attachments(IDocumentStore documents, IdMint mint, MediaOptions options)
{
    /// <summary>An attachment of a page, whoever sent it, or null.</summary>
    public AttachmentRecord? Find(PageId page, long id) =>
        documents.Find(page, DocumentKind.Attachment, AttachmentRecord.KeyOf(id)) is { } document
            ? AttachmentRecord.Of(document.Body)
            : null;

    /// <summary>The attachment a page may send by an id, or null with the reason.</summary>
    /// <param name="page">The page.</param>
    /// <param name="medium">The demand; its id may be anything.</param>
    /// <param name="person">To whom.</param>
    /// <param name="channel">Where.</param>
    /// <param name="now">When.</param>
    /// <param name="error">Why not, else null.</param>
    public AttachmentRecord? Sendable(
        PageId page, MediaDemand medium, Psid person, Channel channel, Instant now, out GraphError? error)
    {
        var named = long.TryParse(medium.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var found = named ? Find(page, id) : null;
        error = found is null || found.FromPerson || !Lives(found, now) || !IsFree(found, person)
            ? GraphErrors.Get("attachment_unknown")
            : found.Kind != medium.Kind.Word()
                ? GraphErrors.Get("attachment_type", $"The attachment was uploaded as {found.Kind}.")
                : found.Mime is { } mime && !MediaRules.Takes(channel, medium.Kind, mime, uploaded: true)
                    ? GraphErrors.Get("content_unsupported", channel)
                    : null;
        return error is null ? found : null;
    }

    /// <summary>Whether an id can still be sent: its last moment is the one before the end of its life.</summary>
    public bool Lives(AttachmentRecord attachment, Instant now) =>
        now < Instant.FromUnixTimeMilliseconds(attachment.CreatedAt) + Duration.FromTimeSpan(options.Life);

    /// <summary>
    /// Puts an attachment into a thread: from now on its bytes stay, and one that is not reusable is this person's.
    /// </summary>
    /// <returns>Whether it may go there; false where somebody else got it meanwhile.</returns>
    public async Task<bool> Claim(PageId page, AttachmentRecord attachment, Psid person)
    {
        if (attachment.Used && (attachment.Reusable || attachment.Recipient == person.Value)) return true;
        var free = false;
        await documents.Change(page, DocumentKind.Attachment, AttachmentRecord.KeyOf(attachment.Id), body =>
        {
            if (body is null) return null;
            var known = AttachmentRecord.Of(body);
            free = IsFree(known, person);
            if (!free) return body;
            return (known with { Used = true, Recipient = known.Reusable ? null : person.Value }).ToJson();
        });
        return free;
    }

    /// <summary>Puts what a message names by id before many people: only what is reusable may go there.</summary>
    /// <returns>Why it may not, or null.</returns>
    public async Task<GraphError?> ClaimForAll(PageId page, SendEnvelope message, Instant now)
    {
        foreach (var medium in message.Media)
        {
            if (medium.Id is null) continue;
            if (Sendable(page, medium, default, message.Channel, now, out var error) is not { } known) return error;
            if (!known.Reusable) return GraphErrors.Get("attachment_unknown");
            await Claim(page, known, default);
        }

        return null;
    }

    /// <summary>
    /// The records of what a message names by id, 0 for what it names otherwise; default if it names nothing.
    /// </summary>
    public static ImmutableArray<long> Named(SendEnvelope message) => message.Media.IsEmpty
        ? default
        : [.. message.Media.Select(medium => long.TryParse(
            medium.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)];

    /// <summary>Writes down a new attachment; it is on the disk when the task completes.</summary>
    /// <param name="page">The page.</param>
    /// <param name="attachment">All of it but the id.</param>
    public async Task<AttachmentRecord> Add(PageId page, AttachmentRecord attachment)
    {
        var name = $"{page}/{attachment.Kind}/{attachment.Hash ?? attachment.Url}";
        while (true)
        {
            var record = attachment with { Id = mint.Attachment(name, id => Find(page, id) is not null) };
            var mine = false;
            await documents.Change(page, DocumentKind.Attachment, AttachmentRecord.KeyOf(record.Id), body =>
            {
                mine = body is null;
                return body ?? record.ToJson();
            });
            if (mine) return record;
        }
    }

    /// <summary>What is to be written down of something taken in: all but its id and whose it is.</summary>
    public static AttachmentRecord Draft(MediaKind kind, Taken taken, Instant now)
    {
        var file = (taken as Taken.File)?.Of;
        return new AttachmentRecord
        {
            Id = 0,
            Kind = kind.Word(),
            Hash = file?.Hash,
            Mime = file?.Mime,
            Size = file?.Length,
            Name = file?.Name,
            Width = file?.Size?.Width,
            Height = file?.Size?.Height,
            Url = (taken as Taken.AsIs)?.Url,
            CreatedAt = now.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>All attachments of a page, a few at a time.</summary>
    public IEnumerable<AttachmentRecord> Of(PageId page)
    {
        const int few = 500;
        var after = "";
        while (documents.List(page, DocumentKind.Attachment, after, few) is { Count: > 0 } some)
        {
            foreach (var one in some) yield return AttachmentRecord.Of(one.Body);
            after = some[^1].Key;
        }
    }

    /// <summary>Forgets an attachment; its bytes go with the next sweep.</summary>
    public Task Forget(PageId page, long id) =>
        documents.Delete(page, DocumentKind.Attachment, AttachmentRecord.KeyOf(id));

    private static bool IsFree(AttachmentRecord attachment, Psid person) =>
        attachment.Reusable || attachment.Recipient is null || attachment.Recipient == person.Value;
}
