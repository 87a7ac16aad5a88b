using System.Globalization;
using System.Text;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Content;

/// <summary>
/// How right the built-in review is, on the part of the set it was tuned on and on the part it was not. The page
/// docs/reference/content-review.md carries the figures; <c>PARLEY_WRITE_GOLDEN=1</c> writes it anew.
/// </summary>
public sealed class AccuracyTests
{
    private static readonly string Page = Golden.InRepository("docs/reference/content-review.md");

    /// <summary>
    /// What nobody tuned on, and what taught: sets met once at first sight (see the page) teach ever after.
    /// </summary>
    private static readonly Dictionary<string, string[]> Parts = new()
    {
        ["held"] = ["held", "fresh-held"],
        ["tuned"] = ["tuned", "fresh-tuned", "second", "clean", "blind", "last", "final"],
    };

    private static readonly Dictionary<string, List<LabelledSet.Judgement>> Judged = Parts.ToDictionary(
        part => part.Key,
        part => LabelledSet.Read(part.Value).Select(LabelledSet.Judge).ToList());

    [Fact]
    public void The_set_has_400_examples_of_twelve_languages_and_a_quarter_of_them_is_held_out()
    {
        Assert.True(Judged["held"].Count + Judged["tuned"].Count >= 400);
        Assert.True(Judged["held"].Count * 4 >= Judged["held"].Count + Judged["tuned"].Count);
        foreach (var part in Judged.Values)
            Assert.Equal(12, part.Select(one => one.Example.Language).Distinct().Count());
    }

    [Fact]
    public void Promotion_is_found_with_F1_of_092_and_precision_of_095_where_nothing_was_tuned()
    {
        var score = LabelledSet.ScoreOf(ContentRules.Promo, Judged["held"]);
        Assert.True(score.F1 >= 0.92, $"F1 is {score.F1:0.000}");
        Assert.True(score.Precision >= 0.95, $"precision is {score.Precision:0.000}");
    }

    [Fact]
    public void Promotion_is_found_in_every_language()
    {
        foreach (var language in Judged["held"].GroupBy(one => one.Example.Language))
            Assert.True(LabelledSet.ScoreOf(ContentRules.Promo, language).F1 >= 0.8, language.Key);
    }

    [Fact]
    public void The_other_rules_together_are_found_with_F1_of_09_and_precision_of_095_where_nothing_was_tuned()
    {
        var score = OtherRules.Aggregate(default(LabelledSet.Score), (sum, rule) =>
            sum + LabelledSet.ScoreOf(rule, Judged["held"]));
        Assert.True(score.F1 >= 0.9, $"F1 is {score.F1:0.000}");
        Assert.True(score.Precision >= 0.95, $"precision is {score.Precision:0.000}");
    }

    [Fact]
    public void The_reference_page_carries_the_figures()
    {
        if (Golden.Writing) File.WriteAllText(Page, Rendered());
        Assert.Equal(Rendered(), File.ReadAllText(Page));
    }

    private static IEnumerable<string> OtherRules =>
        ContentRules.All.Append(LabelledSet.StopWord).Where(rule => rule != ContentRules.Promo);

    private static string Rendered()
    {
        var page = new StringBuilder(File.ReadAllText(
            Golden.InRepository("tests/Parley.Wire.Tests/Content/content-review.head.md")));
        page.Append("\n### Promotion by language\n\n").Append(Head("Language"));
        foreach (var language in Judged["held"].Select(one => one.Example.Language).Distinct())
            page.Append(Row(language, part =>
                LabelledSet.ScoreOf(ContentRules.Promo, Judged[part].Where(one => one.Example.Language == language))));
        page.Append(Row("all", part => LabelledSet.ScoreOf(ContentRules.Promo, Judged[part])));
        page.Append("\n### All rules together by language\n\n").Append(Head("Language"));
        foreach (var language in Judged["held"].Select(one => one.Example.Language).Distinct())
            page.Append(Row(language, part => AllRules(Judged[part].Where(one => one.Example.Language == language))));
        page.Append(Row("all", part => AllRules(Judged[part])));
        page.Append("\n### Every rule\n\n").Append(Head("Rule"));
        foreach (var rule in ContentRules.All.Append(LabelledSet.StopWord).Where(IsLabelled))
            page.Append(Row($"`{rule}`", part => LabelledSet.ScoreOf(rule, Judged[part])));
        return page.ToString();
    }

    private static LabelledSet.Score AllRules(IEnumerable<LabelledSet.Judgement> judged) =>
        ContentRules.All.Append(LabelledSet.StopWord).Aggregate(
            default(LabelledSet.Score), (sum, rule) => sum + LabelledSet.ScoreOf(rule, judged));

    private static bool IsLabelled(string rule) =>
        Judged.Values.SelectMany(part => part).Any(one => one.Example.Rules.Contains(rule));

    private static string Head(string first) =>
        $"""
        | {first} | Held out: examples | precision | recall | F1 | Tuned on: examples | precision | recall | F1 |
        |---|---|---|---|---|---|---|---|---|

        """;

    private static string Row(string name, Func<string, LabelledSet.Score> scoreOf) =>
        $"| {name} | {Cells(scoreOf("held"))} | {Cells(scoreOf("tuned"))} |\n";

    private static string Cells(LabelledSet.Score score) => score == default ? "0 | | |" : string.Create(
        CultureInfo.InvariantCulture,
        $"{score.Right + score.Missed} | {score.Precision:0.000} | {score.Recall:0.000} | {score.F1:0.000}");
}
