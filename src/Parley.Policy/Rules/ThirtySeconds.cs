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

    /// <summary>Whether an app owes every input an answer in time: one that is, or was declared, automated.</summary>
    /// <param name="automated">Whether it answers by itself.</param>
    /// <param name="declared">What it was declared as, <c>automated</c>, <c>hybrid</c> or <c>manual</c>; null =
    /// nothing.</param>
    public static bool Owes(bool automated, string? declared) =>
        declared is null ? automated : declared is "automated";

    /// <summary>The first moment at which an input without an answer is late, or never.</summary>
    /// <param name="input">When the person wrote or tapped.</param>
    /// <param name="getStarted">Whether the input was the Get Started button.</param>
    public static Moment LateFrom(Moment input, bool getStarted) =>
        getStarted ? Moment.Never : new Window(input, Limit).End.Plus(1);

    /// <summary>What is to be said of an input, given its answer or the time known so far.</summary>
    /// <param name="input">When the person wrote or tapped.</param>
    /// <param name="getStarted">Whether the input was the Get Started button.</param>
    /// <param name="answered">When the answer went out, or never.</param>
    /// <param name="until">Up to when nothing else is known to have happened.</param>
    public static Finding? Judge(Moment input, bool getStarted, Moment answered, Moment until) =>
        getStarted || new Window(input, Limit).Contains(answered.Happened ? answered : until) ? null : Late;
}
