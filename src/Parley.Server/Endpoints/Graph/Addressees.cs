using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.Marketing;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Finds whoever a send names: by id, by reference, or by what a person gave the page.</summary>
internal sealed class Addressees(
    OptInTokens tokens, PostIds posts, UserRefs references, People people, Subscriptions subscriptions)
{
    /// <summary>
    /// Who a send's recipient is. One that names nobody of this page leads to the thread of nobody, in which nothing
    /// ever happened: the policy then says what is unknown.
    /// </summary>
    public Found Find(PageId page, in Addressee recipient)
    {
        var (thread, named) = recipient.Address switch
        {
            Address.Person => (Known(new ThreadKey(page, recipient.Person)), recipient.Named),
            Address.OneTimeToken => (tokens.TryOneTime(recipient.Named, out var one) ? one : default, recipient.Named),
            Address.RecurringToken => (
                tokens.TryRecurring(recipient.Named, out var one) ? one : default, recipient.Named),
            Address.Marketing => (
                recipient.Named is { } subscription && subscriptions.TryRead(subscription, out var one) ? one : default,
                recipient.Named),
            Address.UserRef => (
                recipient.Named is { } reference ? references.ThreadOf(page, reference) : default, recipient.Named),
            Address.Comment => Of(posts.Find(recipient.Named, EventKind.Comment), recipient.Named),
            Address.Post => Of(posts.Find(recipient.Named, EventKind.VisitorPost), recipient.Named),
            _ => (default, recipient.Named),
        };
        return new Found(
            thread.Page == page ? thread : new ThreadKey(page, default),
            recipient with { Named = named },
            ChannelOf(in recipient));
    }

    // A comment's channel can be seen from its id; a visitor's post is Facebook's.
    private static Channel? ChannelOf(in Addressee recipient) => recipient.Address switch
    {
        Address.Comment when recipient.Named is { } id && PostIds.LooksLikeInstagram(id) => Channel.Instagram,
        Address.Comment or Address.Post or Address.UserRef => Channel.Messenger,
        _ => null,
    };

    // The policy calls a comment by its row, which it knew before the id was made.
    private static (ThreadKey Thread, string? Named) Of(StoredEvent? row, string? id) =>
        row is null ? (default, id) : (row.Thread, StoredEvents.NameOf(row.Seq));

    // Nobody is addressed by the number behind a checkbox's reference.
    private ThreadKey Known(ThreadKey thread) =>
        UserRefs.Covers(thread.Person) && people.Find(thread) is null ? default : thread;
}

/// <summary>Whom a send goes to.</summary>
/// <param name="Thread">The thread; of nobody if the page knows none.</param>
/// <param name="Recipient">The recipient as the policy calls it.</param>
/// <param name="Channel">The channel, where the recipient alone tells it.</param>
internal readonly record struct Found(ThreadKey Thread, Addressee Recipient, Channel? Channel);
