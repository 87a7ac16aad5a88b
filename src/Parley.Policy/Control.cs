using NodaTime;

namespace Parley.Policy;

/// <summary>An app's hold on a thread that several apps share.</summary>
/// <param name="App">The app's id.</param>
/// <param name="Held">From when, and up to which moment if the person stays silent.</param>
public sealed record Control(long App, Window Held)
{
    /// <summary>How long a hold lasts, and how long after each word of the person.</summary>
    public static readonly Duration Usual = Duration.FromDays(1);

    /// <summary>The same after the person wrote or tapped: a day from then, unless it lasts longer anyway.</summary>
    public Control After(Moment said)
    {
        if (!Held.Contains(said)) return this;
        var renewed = new Window(said, Usual);
        return renewed.End > Held.End ? this with { Held = renewed } : this;
    }
}
