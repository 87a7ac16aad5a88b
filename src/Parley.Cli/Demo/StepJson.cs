using System.Text.Json.Nodes;
using Parley.Cli.Scenarios;

namespace Parley.Cli.Demo;

/// <summary>One step of a story as a line of JSON.</summary>
internal static class StepJson
{
    /// <summary><c>{at, who?, words?, tell?, as_told, differences, decision?}</c>.</summary>
    public static string Of(StepResult result, string person)
    {
        var line = new JsonObject { ["at"] = result.At };
        if (result.Words.Length > 0)
        {
            line["who"] = result.App ?? person;
            line["words"] = result.Words;
        }

        if (result.Step.Tell is { } tell) line["tell"] = tell;
        line["as_told"] = result.AsTold;
        line["differences"] = new JsonArray([.. result.Differences.Select(difference => (JsonNode)difference)]);
        if (result.Decision is { } decision) line["decision"] = JsonNode.Parse(decision.GetRawText());
        return line.ToJsonString();
    }
}
