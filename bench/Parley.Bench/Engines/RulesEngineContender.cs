using RulesEngine.Models;

namespace Parley.Bench.Engines;

/// <summary>
/// Microsoft RulesEngine with two rules that forbid and one for every lane; its expressions are compiled before the
/// first round. A second workflow holds what a plain answer needs and nothing else: the least anybody could write.
/// </summary>
internal sealed class RulesEngineContender : IContender
{
    private const string Whole = "whole";
    private const string Least = "least";
    private const string Day = "86400000";
    private const string Week = "604800000";
    private const string Year = "31536000000";

    private static readonly Rule[] Denials =
    [
        Rule("block", "send.Blocked == false"),
        Rule("restriction", "send.RestrictedUntil <= send.Now"),
    ];

    private static readonly Rule Standard = Rule(
        "standard",
        "send.To == \"person\" AND send.Tag == null AND send.Form != \"request\" "
            + $"AND (send.Form == \"text\" OR send.Instagram == false) AND send.Now <= send.LastOpened + {Day}");

    private static readonly Rule[] Lanes =
    [
        Standard,
        Rule("human_agent", $"send.Tag == \"HUMAN_AGENT\" AND send.Agent AND send.Now <= send.LastMessage + {Week}"),
        Rule(
            "tag",
            "send.Instagram == false AND (send.Tag == \"CONFIRMED_EVENT_UPDATE\" "
                + "OR send.Tag == \"POST_PURCHASE_UPDATE\" OR send.Tag == \"ACCOUNT_UPDATE\")"),
        Rule(
            "customer_feedback",
            "send.Instagram == false AND send.Tag == \"CUSTOMER_FEEDBACK\" AND send.Form == \"survey\" "
                + $"AND send.Now <= send.LastMessage + {Week}"),
        Rule("news", "send.Instagram == false AND send.Tag == \"NON_PROMOTIONAL_SUBSCRIPTION\" AND send.NewsPage"),
        Rule(
            "one_time_request",
            "send.Form == \"request\" AND send.Instagram == false AND send.OneTime "
                + $"AND send.Now <= send.LastOpened + {Day}"),
        Rule(
            "one_time_notification",
            $"send.To == \"token\" AND send.Spent == false AND send.Now < send.LastMessage + {Year}"),
        Rule(
            "private_reply",
            $"send.To == \"comment\" AND send.Spent == false AND send.Now <= send.LastMessage + {Week}"),
    ];

    private readonly RulesEngine.RulesEngine engine = new(
        [
            new Workflow { WorkflowName = Whole, Rules = [.. Denials, .. Lanes] },
            new Workflow { WorkflowName = Least, Rules = [.. Denials, Standard] },
        ]);

    private readonly RuleParameter[][] asked;
    private readonly string workflow;

    private RulesEngineContender(IEnumerable<Question> questions, string workflow, int rules)
    {
        asked = [.. questions.Select(one => new[] { new RuleParameter("send", one) })];
        this.workflow = workflow;
        Name = $"RulesEngine {typeof(RulesEngine.RulesEngine).Assembly.GetName().Version!.ToString(3)}, {rules} rules";
    }

    public string Name { get; }

    /// <summary>With every rule the questions need.</summary>
    public static RulesEngineContender WithAll(IEnumerable<Question> questions) =>
        new(questions, Whole, Denials.Length + Lanes.Length);

    /// <summary>With the rules of a plain answer alone, for questions that ask nothing else.</summary>
    public static RulesEngineContender WithLeast(IEnumerable<Question> questions) =>
        new(questions, Least, Denials.Length + 1);

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
        var results = await engine.ExecuteAllRulesAsync(workflow, one);
        for (var i = 0; i < Denials.Length; i++)
        {
            if (!results[i].IsSuccess) return false;
        }

        for (var i = Denials.Length; i < results.Count; i++)
        {
            if (results[i].IsSuccess) return true;
        }

        return false;
    }

    private static Rule Rule(string name, string expression) =>
        new() { RuleName = name, RuleExpressionType = RuleExpressionType.LambdaExpression, Expression = expression };
}
