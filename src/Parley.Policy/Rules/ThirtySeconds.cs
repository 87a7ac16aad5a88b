using NodaTime;

namespace Parley.Policy.Rules;

/// <summary>
/// A bot declared automated answers every input within thirty seconds; Get Started is excepted. Judged when the answer
/// comes, or never comes, not when a send is asked for.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Bot responsiveness"; exactly 30.000 s is in time, our reading.
/// </remarks>
public static class ThirtySeconds
{
    private static readonly Duration Limit = Duration.FromSeconds(30);
    private static readonly Finding Late =
        new("responsiveness", FindingLevel.Advise, "an automated bot did not answer within 30 s");

    /// <summary>What is to be said of an input, given its answer or the time known so far.</summary>
    /// <param name="input">When the person wrote or tapped.</param>
    /// <param name="getStarted">Whether the input was the Get Started button.</param>
    /// <param name="answered">When the answer went out, or never.</param>
    /// <param name="until">Up to when nothing else is known to have happened.</param>
    public static Finding? Judge(Moment input, bool getStarted, Moment answered, Moment until) =>
        getStarted || new Window(input, Limit).Contains(answered.Happened ? answered : until) ? null : Late;
}
