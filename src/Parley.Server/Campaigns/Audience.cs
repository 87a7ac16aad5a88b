using System.Collections.Immutable;
using NodaTime;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Campaigns;

/// <summary>Who is meant by a campaign. Whether somebody may have it now is the kernel's to say.</summary>
/// <param name="labels">Custom labels, for campaigns that name some.</param>
internal sealed class Audience(ILabelStore labels)
{
    private const int MostLabels = 1000;

    /// <summary>Whether a person carries what a campaign asks for.</summary>
    public bool Wants(ImmutableArray<long>? wanted, ThreadKey person) =>
        wanted is not { } some || labels.OfPerson(person, 0, MostLabels).Any(label => some.Contains(label.Id));

    /// <summary>
    /// Whether a person could have a campaign, if not at this moment: somebody who was just in touch can have it later.
    /// </summary>
    public static bool Includes(
        Edition edition, ThreadView person, Standing standing, in SendRequest request, Instant now)
    {
        var state = person.State;
        var outcome = edition.Decide(in state, standing, in request, now);
        return outcome.Accepted || outcome.Reason == Reason.RecentInteraction;
    }
}
