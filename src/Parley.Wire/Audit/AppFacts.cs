using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Wire.Audit;

/// <summary>What the log says of an app at some moment.</summary>
internal sealed record AppFacts
{
    public static readonly AppFacts Unknown = new();

    /// <summary>Approved features.</summary>
    public FrozenSet<string> Features { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether it answers by itself.</summary>
    public bool Automated { get; init; }

    /// <summary>What kind of bot it was declared as (<c>automated hybrid manual</c>), or null.</summary>
    public string? Bot { get; init; }

    /// <summary>Whether it gives people a way to a human.</summary>
    public bool HumanRoute { get; init; } = true;

    /// <summary>Whether it owes every input an answer in time.</summary>
    public bool OwesAnswers => Bot is null ? Automated : Bot is "automated";

    /// <summary>The change an <c>app</c> line makes.</summary>
    /// <exception cref="LogFault">The line cannot be read.</exception>
    public static Func<AppFacts, AppFacts> Change(JsonElement line)
    {
        var features = line.Member("features"u8);
        var named = features.Exists() ? Names(features) : null;
        var bot = line.Word("bot"u8);
        if (bot is not (null or "automated" or "hybrid" or "manual"))
            throw new LogFault("`app.bot` must be one of automated, hybrid, manual");
        var automated = line.Flag("automated"u8, "app.automated") ?? (bot is null ? null : bot is "automated");
        var route = line.Flag("human_route"u8, "app.human_route");
        return app => app with
        {
            Features = named ?? app.Features,
            Automated = automated ?? app.Automated,
            Bot = bot ?? app.Bot,
            HumanRoute = route ?? app.HumanRoute,
        };
    }

    private static FrozenSet<string> Names(JsonElement features)
    {
        if (features.ValueKind is not JsonValueKind.Array) throw new LogFault("`app.features` must be a list");
        var names = new HashSet<string>();
        foreach (var feature in features.EnumerateArray())
            names.Add(feature.Text()?.ToLowerInvariant() ?? throw new LogFault("`app.features` must hold names"));
        return names.ToFrozenSet();
    }
}
