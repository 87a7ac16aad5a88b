using BenchmarkDotNet.Attributes;
using RulesEngine.Models;

namespace Parley.Bench;

/// <summary>The standard window and the human agent's seven days as a general rules engine would hold them.</summary>
[MemoryDiagnoser]
public class RulesEngineBench
{
    private readonly RulesEngine.RulesEngine engine = new(
        [
            new Workflow
            {
                WorkflowName = "send",
                Rules =
                [
                    Lane("block", "thread.Blocked == false"),
                    Lane("standard", "request.Tag == null AND request.Now <= thread.LastOpened + 86400000"),
                    Lane(
                        "human_agent",
                        "request.Tag == \"HUMAN_AGENT\" AND request.Granted "
                            + "AND request.Now <= thread.LastMessage + 604800000"),
                ],
            },
        ]);

    private readonly RuleParameter thread =
        new("thread", new { Blocked = false, LastOpened = 1_000L, LastMessage = 1_000L });
    private readonly RuleParameter request = new("request", new { Tag = (string?)null, Granted = true, Now = 5_000L });

    [Benchmark(Description = "RulesEngine: three rules")]
    public async Task<int> ThreeRules() =>
        (await engine.ExecuteAllRulesAsync("send", thread, request)).Count(result => result.IsSuccess);

    private static Rule Lane(string name, string expression) =>
        new() { RuleName = name, RuleExpressionType = RuleExpressionType.LambdaExpression, Expression = expression };
}
