using Parley.Policy;

namespace Parley.Wire.Webhooks;

/// <summary>One event and everything around it: the whole of one POST.</summary>
/// <remarks>
/// One POST holds one entry with one event, because widely used clients read only the first.
/// INVARIANT: nothing here depends on when or how often it is posted, so that a repeated delivery has the same bytes.
/// </remarks>
/// <param name="Channel">Decides <c>object</c> and the event's form.</param>
/// <param name="Account">The Page's id, or the Instagram account's.</param>
/// <param name="Person">The person's id as the account sees it.</param>
/// <param name="Timestamp">When it happened, milliseconds.</param>
/// <param name="EntryTime"><c>entry.time</c>, milliseconds, not before <paramref name="Timestamp"/>.</param>
/// <param name="Event">What happened.</param>
public readonly record struct WebhookEnvelope(
    Channel Channel, long Account, Psid Person, long Timestamp, long EntryTime, WebhookEvent Event)
{
    /// <summary>Whether another app controls the thread: then this one only listens.</summary>
    public bool Standby { get; init; }
}
