using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy.Rules;

namespace Parley.Wire.Audit;

/// <summary>What the log says of an app at some moment.</summary>
internal sealed record AppFacts
{
    public static readonly AppFacts Unknown = new();

    /// <summary>Approved features.</summary>
    public FrozenSet<string> Features { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Granted permissions; null = all of them.</summary>
    public ImmutableArray<string>? Permissions { get; init; }

    /// <summary>Whether it answers by itself.</summary>
    public bool Automated { get; init; }

    /// <summary>What kind of bot it was declared as (<c>automated hybrid manual</c>), or null.</summary>
    public string? Bot { get; init; }

    /// <summary>Whether it gives people a way to a human.</summary>
    public bool HumanRoute { get; init; } = true;

    /// <summary>Whether it owes every input an answer in time.</summary>
    public bool OwesAnswers => ThirtySeconds.Owes(Automated, Bot);

    /// <summary>The change an <c>app</c> line makes.</summary>
    /// <exception cref="LogFault">The line cannot be read.</exception>
    public static Func<AppFacts, AppFacts> Change(JsonElement line)
    {
        var features = Names(line.Member("features"u8), "app.features")?.ToFrozenSet();
        var permissions = Names(line.Member("permissions"u8), "app.permissions");
        var bot = line.Word("bot"u8);
        if (bot is not (null or "automated" or "hybrid" or "manual"))
            throw new LogFault("`app.bot` must be one of automated, hybrid, manual");
        var automated = line.Flag("automated"u8, "app.automated") ?? (bot is null ? null : bot is "automated");
        var route = line.Flag("human_route"u8, "app.human_route");
        return app => app with
        {
            Features = features ?? app.Features,
            Permissions = permissions ?? app.Permissions,
            Automated = automated ?? app.Automated,
            Bot = bot ?? app.Bot,
            HumanRoute = route ?? app.HumanRoute,
        };
    }

    private static ImmutableArray<string>? Names(JsonElement list, string path)
    {
        if (!list.Exists()) return null;
        if (list.ValueKind is not JsonValueKind.Array) throw new LogFault($"`{path}` must be a list");
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var name in list.EnumerateArray())
            names.Add(name.Text()?.ToLowerInvariant() ?? throw new LogFault($"`{path}` must hold names"));
        return names.ToImmutable();
    }
}
