using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Cli;
using Parley.Cli.Scenarios;
using Parley.Cli.Wordings;
using Parley.Policy.Editions;
using Parley.Wire;

namespace Parley.Scenarios.Tests;

/// <summary>What people read on a terminal or in a report, in their language.</summary>
public sealed class LanguageTests
{
    private const string Log =
        """
        {"page":{"id":"100000000000001","name":"Shop"}}
        {"received":{"object":"page","entry":[{"id":"100000000000001","time":1777194000000,"messaging":[{"sender":{"id":"7000000000000001"},"recipient":{"id":"100000000000001"},"timestamp":1777194000000,"message":{"mid":"m_1","text":"hi"}}]}]}}
        {"sent":{"at":"2026-04-27T09:00:00.001Z","page":"100000000000001","author":"human","request":{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"text":"Hello"}},"mid":"m_4"}}

        """;

    [Fact]
    public void The_command_line_speaks_every_language_the_sentences_are_in()
    {
        Assert.Equal(Sentences.Codes, Wording.Languages.Keys.Order(StringComparer.Ordinal));
        Assert.All(Wording.Languages.Values, words =>
        {
            Assert.Equal(Keys(Wording.English), Keys(words));
            Assert.All(words.Texts, one => Assert.Equal(Places(Wording.English[one.Key]), Places(one.Value)));
        });
    }

    [Theory]
    [InlineData("first-conversation.json")]
    [InlineData("any-bot.json")]
    public void The_stories_of_the_demo_are_told_in_every_language(string file)
    {
        using var stream = typeof(CommandLine).Assembly.GetManifestResourceStream(file)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var story = Scenario.Parse(memory.ToArray(), file);
        string[] texts = [story.Name, story.About!, .. story.Steps.Select(step => step.Tell).OfType<string>()];
        foreach (var words in Wording.Languages.Values.Where(words => words != Wording.English))
            Assert.All(texts, text => Assert.NotEqual(text, words.Story(text)));
    }

    [Fact]
    public void Every_lane_has_a_sentence_in_every_language() => Assert.All(Sentences.Languages.Values, sentences =>
        Assert.All(
            EditionCatalogue.All.SelectMany(edition => edition.Lanes).Select(lane => lane.Name).Distinct()
                .Where(CarriesSends).Append("sender_action"),
            lane => Assert.DoesNotContain("lane.", sentences.OfLane(lane), StringComparison.OrdinalIgnoreCase)));

    [Theory]
    [InlineData(null, null, "ja_JP.UTF-8", "ja")]
    [InlineData(null, "ja", "en_US.UTF-8", "ja")]
    [InlineData("C", "ja_JP", "ja_JP", "en")]
    [InlineData("", "", "ja", "ja")]
    [InlineData(null, null, null, "en")]
    [InlineData(null, null, "de_DE@euro", "en")]
    public void The_terminals_locale_is_the_default(string? all, string? messages, string? lang, string language) =>
        Assert.Equal(language, Wording.Spoken(name => name switch
        {
            "LC_ALL" => all,
            "LC_MESSAGES" => messages,
            _ => lang,
        }));

    [Fact]
    public async Task An_unknown_language_is_a_usage_error_that_names_those_there_are()
    {
        var run = await CliRun.Of(Log, ["audit", "-", "--lang", "tlh"], TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Matches("'en'.*'ja'", run.Error);
    }

    [Fact]
    public async Task The_table_of_an_audit_speaks_Japanese()
    {
        var run = await Audited("table");
        Assert.Contains("ポリシー版 2021-10-01: 送信 1 件、受理 0 件、拒否 1 件、違反 0 件", run, StringComparison.Ordinal);
        Assert.Contains("まず相手の方からの操作が必要です。", run, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_html_report_of_an_audit_says_its_language_and_writes_its_days_that_way()
    {
        var html = await Audited("html");
        Assert.Contains("<html lang=\"ja\">", html, StringComparison.Ordinal);
        Assert.Contains("2026年4月27日", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" accepted", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_decisions_of_an_audit_are_explained_in_Japanese()
    {
        var line = (await Audited("jsonl")).Split('\n')[0];
        var lane = JsonDocument.Parse(line).RootElement.GetProperty("lanes")[0];
        Assert.StartsWith("最後に開いたのは 2026年4月26日 09:00:00.000 (UTC)", lane.GetProperty("why").GetString());
    }

    private static async Task<string> Audited(string format) => (await CliRun.Of(
        Log,
        ["audit", "-", "--format", format, "--lang", "ja", "--edition", "2021-10-01"],
        TestContext.Current.CancellationToken)).Out;

    private static bool CarriesSends(string lane) => EditionCatalogue.All.Any(edition =>
        edition.Explain(
            Policy.ThreadState.Empty,
            new Policy.Standing(Policy.Mode.Emulate, []),
            new Policy.SendRequest(
                Policy.Channel.Messenger,
                Policy.SendKind.Message,
                Policy.MessagingType.Response,
                null,
                Policy.Author.Bot),
            edition.Day.AtMidnight().InUtc().ToInstant()).Lanes.Any(report => report.Lane == lane));

    private static IEnumerable<string> Keys(Wording words) => words.Texts.Keys.Order(StringComparer.Ordinal);

    private static IEnumerable<string> Places(string text) =>
        Regex.Matches(text, "\\{[^}]*\\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
}
