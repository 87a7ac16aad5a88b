using System.Collections.Immutable;
using NodaTime;
using Parley.Policy;
using Parley.Server.Acts;
using Parley.Server.Clock;
using Parley.Server.Media;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Media;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// The last thing looked at before a send is accepted: the files it names. They are fetched only if the policy would
/// let the send pass now, so that a dead URL costs nothing; the thread's writer then decides once more.
/// </summary>
internal sealed class SentMedia(
    IShards shards,
    WorldDirectory world,
    IPlatformClock clock,
    MediaIntake intake,
    Attachments attachments,
    PostBoard posts)
{
    /// <summary>Gets a send's files ready.</summary>
    /// <param name="thread">Where it goes.</param>
    /// <param name="send">A send with <see cref="SendEnvelope.Media"/> or <see cref="SendEnvelope.Shared"/>.</param>
    /// <param name="command">The same as the policy sees it.</param>
    /// <exception cref="CommitFailedException">The disk does not take them.</exception>
    public async Task<MediaReady> Prepare(ThreadKey thread, SendEnvelope send, SendCommand command)
    {
        // What the policy refuses, the thread's writer refuses in its own words, and nothing is fetched for it.
        var state = await shards.Look(thread) is { } view ? view.State : ThreadState.Empty;
        if (!command.Edition.Decide(in state, command.Standing, command.Request, command.At).Accepted)
            return MediaReady.Nothing;
        if (send.Shared is { } shared && !IsOwnPost(thread.Page, shared))
            return MediaReady.Bad(GraphErrors.Get("content_unsupported", send.Channel));

        var known = new AttachmentRecord?[send.Media.Length];
        for (var at = 0; at < known.Length; at++)
        {
            if (send.Media[at].Id is null) continue;
            known[at] = attachments.Sendable(
                thread.Page, send.Media[at], thread.Person, send.Channel, command.At, out var error);
            if (error is not null) return MediaReady.Bad(error);
        }

        var taken = await Task.WhenAll(send.Media.Select(medium => Take(medium, send.Channel)));
        return taken.OfType<Taken.Bad>().FirstOrDefault() is { } bad
            ? MediaReady.Bad(bad.Error)
            : await Keep(thread, send, known, taken);
    }

    // Ids first: what is known is not fetched.
    private async Task<Taken?> Take(MediaDemand medium, Channel channel) =>
        medium.Id is null ? await intake.Take(medium, channel, uploaded: false) : null;

    private async Task<MediaReady> Keep(
        ThreadKey thread, SendEnvelope send, AttachmentRecord?[] known, Taken?[] taken)
    {
        var now = clock.GetCurrentInstant();
        var ids = ImmutableArray.CreateBuilder<long>(known.Length);
        long? told = null;
        for (var at = 0; at < known.Length; at++)
        {
            var medium = send.Media[at];
            if (known[at] is { } reused && !await attachments.Claim(thread.Page, reused, thread.Person))
                return MediaReady.Bad(GraphErrors.Get("attachment_unknown"));
            var record = known[at] ?? await Keep(thread, medium, taken[at]!, now);
            ids.Add(record?.Id ?? 0);
            if (medium.Reusable) told ??= record?.Id;
        }

        return new MediaReady(Error: null, ids.MoveToImmutable(), told, now);
    }

    // Nothing is written down of what is neither here nor to be sent again.
    private async Task<AttachmentRecord?> Keep(ThreadKey thread, MediaDemand medium, Taken taken, Instant now) =>
        taken is Taken.AsIs && !medium.Reusable
            ? null
            : await attachments.Add(thread.Page, Attachments.Draft(medium.Kind, taken, now) with
            {
                Reusable = medium.Reusable,
                Recipient = medium.Reusable ? null : thread.Person.Value,
                Used = true,
            });

    private bool IsOwnPost(PageId page, string id) =>
        world.Page(page) is { } known && posts.Find(known, Channel.Instagram, id) is not null;
}

/// <summary>What came of the files of a send.</summary>
/// <param name="Error">Why it cannot go out, or null.</param>
/// <param name="Ids">The records of its files, 0 where there is none; default if the policy refuses it anyway.</param>
/// <param name="Told">The id to be answered, or null.</param>
/// <param name="At">When they were ready.</param>
internal readonly record struct MediaReady(GraphError? Error, ImmutableArray<long> Ids, long? Told, Instant At)
{
    /// <summary>Nothing was done.</summary>
    public static readonly MediaReady Nothing;

    /// <summary>It cannot go out.</summary>
    public static MediaReady Bad(GraphError error) => new(error, default, null, default);
}
