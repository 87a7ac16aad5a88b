using System.Text.Json;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>
/// Compares, at a story's end, what the platform lists against each message with what its step tells: of a send what
/// the rules found, of what a person said whether it was answered in time.
/// </summary>
internal sealed class ViolationWatch(ParleyApi api, Cast cast)
{
    private const int MostOfAStory = 1000;

    private readonly List<(Step Step, string At, string Mid)> watched = [];

    /// <summary>Keeps a message in mind, if its step says what is found against it.</summary>
    public void Keep(Step step, string at, string? mid)
    {
        if (mid is not null && step.Expect?.Policy is not null) watched.Add((step, at, mid));
    }

    /// <summary>A result for every message of which the platform lists something else than told.</summary>
    public async Task<IReadOnlyList<StepResult>> Compare(CancellationToken cancel)
    {
        if (watched.Count == 0) return [];
        var list = await api.Get($"violations?page={cast.Page}&limit={MostOfAStory}", cancel);
        if (!list.Ok) throw list.Fault();
        var listed = list.Root.Each("data").ToLookup(one => one.Text("mid"));
        return [.. watched.Select(one => Compared(one.Step, one.At, listed[one.Mid])).Where(one => !one.AsTold)];
    }

    private static StepResult Compared(Step step, string at, IEnumerable<JsonElement> listed)
    {
        var rules = listed.ToDictionary(one => one.Text("rule") ?? "", one => one.Text("level") ?? "");
        var (wanted, found) = (Found.Join(step.Expect!.Policy!), Found.Join(rules));
        return new StepResult(step, at, step.Act is { } act ? $"({act["act"]})" : "")
        {
            Differences = wanted == found ? [] : [$"violations: expected {wanted}, listed {found}"],
        };
    }
}
