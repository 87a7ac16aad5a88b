using Parley.Policy;
using Parley.Server.Ids;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Finds the thread of whoever a send names: by id, or by what a person gave the page.</summary>
internal sealed class Addressees(OptInTokens tokens)
{
    /// <summary>
    /// The thread of a send's recipient. One that names nobody of this page leads to the thread of nobody, in which
    /// nothing ever happened: the policy then says what is unknown.
    /// </summary>
    public ThreadKey ThreadOf(PageId page, in Addressee recipient)
    {
        var found = recipient.Address switch
        {
            Address.Person => new ThreadKey(page, recipient.Person),
            Address.OneTimeToken => tokens.TryOneTime(recipient.Named, out var thread) ? thread : default,
            Address.RecurringToken => tokens.TryRecurring(recipient.Named, out var thread) ? thread : default,
            _ => default,
        };
        return found.Page == page ? found : new ThreadKey(page, default);
    }
}
