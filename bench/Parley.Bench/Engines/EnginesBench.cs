using System.Globalization;

namespace Parley.Bench.Engines;

/// <summary>
/// Decisions per engine on the same questions in one run, in turns, against the limits of the design. A figure is that
/// of the fastest round: what others do on the machine only ever adds to it.
/// </summary>
internal static class EnginesBench
{
    private const int Questions = 500;
    private const double DecisionLimit = 60;
    private const double ExplainedLimit = 2_000;
    private const double RatioLimit = 40;

    /// <summary>Runs it.</summary>
    /// <returns>0 if all agree and every limit holds.</returns>
    public static int Run(int rounds)
    {
        var questions = Question.Some(Questions);
        using var parley = new ParleyContender(questions);
        using var plain = new ParleyContender(Enumerable.Repeat(Question.Plain, Questions));
        using var rules = RulesEngineContender.WithAll(questions);
        using var least = RulesEngineContender.WithLeast(Enumerable.Repeat(Question.Plain, Questions));
        using var cedar = CedarContender.Start(questions);
        var agree = Agree(questions, parley, rules) & Agree(questions, parley, cedar);
        var accepted = parley.Answers().Count(one => one);
        Print($"{Questions} requests, {accepted} of them accepted: " + (agree ? "all three agree" : "THEY DISAGREE"));

        double[] best = [.. Enumerable.Repeat(double.MaxValue, 6)];
        for (var round = 0; round < rounds; round++)
        {
            double[] took =
                [parley.Round(), plain.Round(), parley.ExplainedRound(), rules.Round(), least.Round(), cedar.Round()];
            for (var i = 0; i < best.Length; i++) best[i] = Math.Min(best[i], took[i]);
        }

        var (all, window, explained) = (best[0], best[1], best[2]);
        var (ruled, plainly, judged) = (best[3], best[4], best[5]);
        var bytes = parley.Allocated();
        Print($"{parley.Name}");
        Print($"  {all,10:N1} ns a decision, {bytes} bytes for all {Questions}");
        Print($"  {window,10:N1} ns for an answer in the open window");
        Print($"  {explained,10:N1} ns with every lane explained");
        Print($"{rules.Name}");
        Print($"  {ruled,10:N1} ns a decision, {ruled / all:N0} times Parley's");
        Print($"{least.Name}, which only know an answer in the window");
        Print($"  {plainly,10:N1} ns for such an answer, {plainly / window:N0} times Parley's under all lanes");
        Print($"{cedar.Name}");
        Print($"  {judged,10:N1} ns a decision, {judged / all:N0} times Parley's");
        Print($"  {cedar.Call,10:N1} ns of it for the same call without a policy: crossing, reading it, answering");
        Print($"  {cedar.Crossing,10:N1} ns for crossing alone, without arguments");
        Print($"  {judged - cedar.Call,10:N1} ns left for judging, {(judged - cedar.Call) / all:N1} times Parley's");

        return Hold(agree, "all engines agree")
            & Hold(window <= DecisionLimit, $"an answer in the window <= {DecisionLimit} ns")
            & Hold(bytes == 0, "no allocation")
            & Hold(explained <= ExplainedLimit, $"explained <= {ExplainedLimit} ns")
            & Hold(ruled / all >= RatioLimit, $"RulesEngine >= {RatioLimit} times")
            ? 0
            : 1;
    }

    private static bool Agree(Question[] questions, ParleyContender one, IContender other)
    {
        var (ours, theirs) = (one.Answers(), other.Answers());
        var differing = Enumerable.Range(0, questions.Length).Where(i => ours[i] != theirs[i]).ToArray();
        foreach (var i in differing.Take(5)) Print($"{other.Name} says {theirs[i]} of {questions[i]}");
        return differing.Length == 0 && theirs.Length == questions.Length;
    }

    private static bool Hold(bool holds, string limit)
    {
        Print($"{(holds ? "holds " : "MISSED")}  {limit}");
        return holds;
    }

    private static void Print(FormattableString text) => Print(text.ToString(CultureInfo.InvariantCulture));

    private static void Print(string text) => Console.WriteLine(text);
}
