using NodaTime;
using Parley.Wire;

namespace Parley.Cli.Scenarios;

/// <summary>A story's steps with the instant each happens at; its jumps of the clock are resolved.</summary>
internal static class Timeline
{
    /// <summary>Every step but the jumps, in order.</summary>
    /// <exception cref="CliException">A jump says neither how far nor where to, or goes back.</exception>
    public static IEnumerable<(Instant At, Step Step)> Of(Scenario story)
    {
        var now = Start(story);
        foreach (var step in story.Steps)
        {
            if (step.Clock is null) yield return (now, step);
            else now = Moved(story, step, now);
        }
    }

    /// <summary>Where a story's clock begins.</summary>
    /// <exception cref="CliException">It does not say.</exception>
    public static Instant Start(Scenario story) => IsoInstant.TryParse(story.Starts, out var start)
        ? start
        : throw CliException.Usage($"{story.Name}: `starts` is `{story.Starts}`: expected an instant in UTC");

    /// <summary>When a step's act happened: now, or so long ago.</summary>
    /// <exception cref="CliException"><c>ago</c> is no length of time.</exception>
    public static Instant Happened(Scenario story, Step step, Instant now) => step.Ago switch
    {
        null => now,
        var ago when IsoDuration.TryParse(ago, out var length) => now - length,
        var ago => throw CliException.Usage($"{story.Name}: `ago` is `{ago}`: expected a length as PT3H"),
    };

    private static Instant Moved(Scenario story, Step step, Instant now)
    {
        var next = IsoDuration.TryParse(step.Clock!["by"]?.ToString(), out var by) ? now + by
            : IsoInstant.TryParse(step.Clock["to"]?.ToString(), out var to) ? to
            : throw CliException.Usage($"{story.Name}: `clock` must say `by` or `to`");
        return next >= now ? next : throw CliException.Usage($"{story.Name}: the clock cannot go back");
    }
}
