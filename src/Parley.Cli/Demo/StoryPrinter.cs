using System.Text.Json;
using Parley.Cli.Client;
using Parley.Cli.Scenarios;
using Parley.Cli.Terminal;
using Parley.Cli.Wordings;
using Spectre.Console;

namespace Parley.Cli.Demo;

/// <summary>Prints a story as a conversation: who says what when, and what the policy says of it.</summary>
internal sealed class StoryPrinter(Screen screen, Scenario scenario)
{
    private const int NameWidth = 12;

    private readonly Wording words = screen.Words;
    private readonly DecisionText decisions = new(screen.Words);
    private string before = scenario.Starts;

    /// <summary>The title, and who takes part.</summary>
    public void Opening()
    {
        if (screen.Json) return;
        screen.Line();
        screen.Line($"[bold]{Told(scenario.Name)}[/]");
        if (scenario.About is { } about) screen.Line($"[grey]{Told(about)}[/]");
    }

    /// <summary>One step.</summary>
    public void Tell(StepResult result)
    {
        if (screen.Json)
        {
            screen.Plain(StepJson.Of(result, scenario.World.PersonName));
            return;
        }

        if (result.Step.Clock is not null)
        {
            screen.Line();
            var later = Spans.Between(before, result.At, words);
            screen.Line($"[grey]── {later} ── {words.At(result.At).EscapeMarkup()}[/]");
            before = result.At;
            return;
        }

        if (result.Step.Tell is { } tell) screen.Line($"   [italic grey]{Told(tell)}[/]");
        if (result.Step.Lanes is null)
            screen.Line($"   {Speaker(result)} {result.Words.EscapeMarkup()}{Replies(result)}");
        if (result.Step.Send is not null && result.Decision is { } decision) Verdict(decision);
        foreach (var difference in result.Differences)
            screen.Line($"   [red]✗ {words["story.difference"]}[/] {difference.EscapeMarkup()}");
    }

    /// <summary>The last line.</summary>
    public void Ending(bool asTold)
    {
        if (screen.Json) return;
        screen.Line();
        screen.Line(asTold
            ? $"[green]✓[/] {words.Filled("story.steps", ("n", Wording.Number(scenario.Steps.Count)))}"
            : $"[red]✗[/] {words["story.differs"]}");
    }

    private void Verdict(JsonElement decision)
    {
        const string indent = "                ";
        screen.Line(indent + decisions.Verdict(decision));
        if (decision.Member("wire").Flag("accept")) return;
        foreach (var why in decisions.Whys(decision)) screen.Line($"{indent}[grey]{why}[/]");
        if (decisions.Next(decision) is { } next) screen.Line(indent + next);
    }

    // The stories this program brings along are told in every language.
    private string Told(string text) => words.Story(text).EscapeMarkup();

    private string Speaker(StepResult result)
    {
        var person = scenario.World.PersonName.Split(' ')[0];
        return result.App is { } app
            ? $"[blue]{Padded(app)}[/]"
            : $"[green]{Padded(person)}[/]";
    }

    private static string Padded(string name) =>
        (name.Length > NameWidth ? name[..NameWidth] : name.PadRight(NameWidth)).EscapeMarkup();

    private static string Replies(StepResult result) =>
        string.Concat(result.QuickReplies.Select(title => $"  [grey]({title.EscapeMarkup()})[/]"));
}
