using Parley.Policy;
using Parley.Server.World;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// The gate before every call to custom labels: the kernel says whether the page may make it, reading included. Labels
/// themselves are not served.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Custom labels".</remarks>
internal sealed class LabelTerms(WorldDirectory world, People people)
{
    /// <summary>Why a call to labels is refused, or null if the page may make it, or if it is another call.</summary>
    public GraphReply? Refuse(GraphCall call)
    {
        if (!IsOnLabels(call) || call.Page is null) return null;
        var edition = world.EditionOf(call.PageId, call.Now);
        var standing = world.StandingOf(call.PageId, call.App.Id);
        var person = call.Contact is { } contact && people.Find(contact.Person) is { } labelled
            ? Whereabouts.Of(labelled)
            : Place.Unknown;
        return edition.Labels.Refuse(standing, person, Moment.Of(call.Now)) is { } reason
            ? GraphReply.Bad(GraphErrors.ForLabels(reason, AcceptAt(call)))
            : null;
    }

    private static string AcceptAt(GraphCall call) =>
        $"https://www.facebook.com/{call.PageId}/inbox/page_contact_tos/";

    private static bool IsOnLabels(GraphCall call) => (call.Node, call.Path.Edge) switch
    {
        (NodeKind.Page or NodeKind.Contact, "custom_labels") => true,
        (_, "label") => true,
        _ => false,
    };
}
