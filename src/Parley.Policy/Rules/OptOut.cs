namespace Parley.Policy.Rules;

/// <summary>
/// Whoever asks to stop is left alone: one confirmation is fine unless it promotes, every later message violates, on
/// every lane, until the person writes or taps anything else.
/// </summary>
/// <remarks>
/// Source: Facebook Platform Policy on messaging (opt-out at once, wherever voiced); the one confirmation is our
/// reading.
/// </remarks>
/// <param name="Confirmed">Whether the first message after a stop word is fine, as its confirmation.</param>
public sealed record OptOut(bool Confirmed) : Rule
{
    private static readonly Finding Again = new("optout", FindingLevel.Violation, "the person asked to stop");

    /// <inheritdoc/>
    public override Finding? Find(in Case asked, string lane)
    {
        ref readonly var thread = ref asked.Thread;
        if (!thread.OptedOut) return null;
        var spent = !Confirmed || thread.FirstSinceStop >= thread.SaidStop;
        return spent || Noticed(in asked, Signals.Promotion) is not null ? Again : null;
    }
}
