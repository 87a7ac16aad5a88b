using RulesEngine.Models;

namespace Parley.Bench.Engines;

/// <summary>Microsoft RulesEngine with four rules; its expressions are compiled before the first round.</summary>
internal sealed class RulesEngineContender : IContender
{
    private readonly RulesEngine.RulesEngine engine = new(
        [
            new Workflow
            {
                WorkflowName = "send",
                Rules =
                [
                    Lane("block", "thread.Blocked == false"),
                    Lane("standard", "send.Tag == null AND send.Now <= thread.LastOpened + 86400000"),
                    Lane(
                        "human_agent",
                        "send.Tag == \"HUMAN_AGENT\" AND send.Granted AND send.Now <= thread.LastMessage + 604800000"),
                    Lane(
                        "tag",
                        "send.Tag == \"CONFIRMED_EVENT_UPDATE\" OR send.Tag == \"POST_PURCHASE_UPDATE\" "
                            + "OR send.Tag == \"ACCOUNT_UPDATE\""),
                ],
            },
        ]);

    private readonly RuleParameter[][] asked;

    public RulesEngineContender(IEnumerable<Question> questions) => asked = [.. questions.Select(Parameters)];

    public string Name { get; } =
        $"RulesEngine {typeof(RulesEngine.RulesEngine).Assembly.GetName().Version!.ToString(3)}, 4 rules";

    public bool[] Answers() => [.. asked.Select(one => Judge(one).AsTask().GetAwaiter().GetResult())];

    public double Round() => Timing.Of(() => Pass().GetAwaiter().GetResult(), asked.Length);

    public void Dispose()
    {
    }

    private async Task Pass()
    {
        foreach (var one in asked) await Judge(one);
    }

    private async ValueTask<bool> Judge(RuleParameter[] one)
    {
        var results = await engine.ExecuteAllRulesAsync("send", one);
        return results[0].IsSuccess && (results[1].IsSuccess || results[2].IsSuccess || results[3].IsSuccess);
    }

    private static RuleParameter[] Parameters(Question one) =>
        [new RuleParameter("thread", one), new RuleParameter("send", one)];

    private static Rule Lane(string name, string expression) =>
        new() { RuleName = name, RuleExpressionType = RuleExpressionType.LambdaExpression, Expression = expression };
}
