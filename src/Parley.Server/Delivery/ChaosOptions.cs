namespace Parley.Server.Delivery;

/// <summary>
/// What real networks do to webhooks now and then, done on purpose and always to the same ones, so that a receiver's
/// handling of it can be tested. Off by default.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhooks: events may come twice, and out of order while a
/// receiver fails.
/// </remarks>
public sealed record ChaosOptions
{
    /// <summary>Every how manieth event is posted twice although it was taken; 0 = none.</summary>
    public int DuplicateEvery { get; init; }

    /// <summary>
    /// Every how manieth event lets the next of its thread pass, where one waits behind it; 0 = none.
    /// </summary>
    public int SwapEvery { get; init; }

    /// <summary>Whether an event is posted twice.</summary>
    internal bool Duplicates(in DeliveryId id) => Hits(DuplicateEvery, id);

    /// <summary>Whether an event lets the next one pass.</summary>
    internal bool Swaps(in DeliveryId id) => Hits(SwapEvery, id);

    // A number of the event itself: the same ones on every run, whatever else happens at the time.
    private static bool Hits(int every, in DeliveryId id) => every > 0 && (id.Seq + id.Part) % every == 0;
}
