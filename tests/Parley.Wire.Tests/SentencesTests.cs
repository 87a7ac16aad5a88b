using System.Reflection;
using System.Text.RegularExpressions;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Policy.Rules;

namespace Parley.Wire.Tests;

public sealed class SentencesTests
{
    private static readonly Instant Wrote = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static TheoryData<string> Languages => [.. Sentences.Codes];

    [Fact]
    public void There_are_English_and_Japanese() => Assert.Equal(["en", "ja"], Sentences.Codes);

    [Fact]
    public void Every_language_has_the_keys_and_places_of_English() =>
        Assert.All(Sentences.Languages.Values, language =>
        {
            Assert.Equal(Keys(Sentences.English), Keys(language));
            Assert.All(
                language.Texts,
                one => Assert.Equal(Places(Sentences.English.Texts[one.Key]), Places(one.Value)));
        });

    [Theory, MemberData(nameof(Languages))]
    public void Every_reason_has_a_sentence(string language) => Assert.All(Reason.All, reason =>
    {
        Assert.Contains("reason." + reason.Name, Sentences.In(language).Texts.Keys);
        IsSentence(Named(language).Of(reason));
    });

    [Theory, MemberData(nameof(Languages))]
    public void Every_rule_of_every_edition_has_a_sentence(string language)
    {
        Assert.InRange(RuleNames.Count(), 20, int.MaxValue);
        Assert.All(RuleNames, rule =>
        {
            Assert.Contains("rule." + rule, Sentences.In(language).Texts.Keys);
            IsSentence(Named(language).OfRule(rule));
        });
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_error_of_a_broken_rule_has_a_sentence(string language) => Assert.All(
        GraphErrors.RuleSubcodes.Keys, rule => Assert.Contains("rule." + rule, Sentences.In(language).Texts.Keys));

    [Theory, MemberData(nameof(Languages))]
    public void Every_need_of_every_lane_has_words(string language)
    {
        var needs = EditionCatalogue.All.SelectMany(edition =>
                edition.Explain(ThreadState.Empty, Anybody, Plain, edition.Day.AtMidnight().InUtc().ToInstant()).Lanes)
            .SelectMany(lane => lane.Needs.IsDefault ? [] : lane.Needs).Distinct().ToList();
        Assert.NotEmpty(needs);
        Assert.All(needs, need => Assert.NotEqual(need, Named(language).OfNeed(need)));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_moment_of_a_duty_has_a_sentence(string language)
    {
        var bot = new ThreadEvent.PageWrote(Wrote, Plain, "standard");
        var human = new ThreadEvent.PageWrote(
            Wrote + Duration.FromMinutes(1), Plain with { Author = Author.Human }, "standard");
        Obligation[] duties =
        [
            Due([], Wrote), Due([bot, human], Wrote + Duration.FromHours(1)),
            Due([bot], Wrote + Duration.FromDays(300)),
        ];
        Assert.Equal(["beginning", "human_to_bot", "lapse"], duties.Select(duty => duty.Moment));
        Assert.All(duties, duty =>
        {
            Assert.Contains("moment." + duty.Moment, Sentences.In(language).Texts.Keys);
            IsSentence(Named(language).Of(duty));
        });
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_opener_has_words(string language) => Assert.All(
        Enum.GetValues<Openers>().Where(opener => opener is not Openers.None),
        opener => Assert.DoesNotContain(
            "opener.", Named(language).Of(new Why.OpenedBy(opener, new Moment(0))), StringComparison.Ordinal));

    [Fact]
    public void Every_why_has_a_sentence()
    {
        var cases = typeof(Why).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Why))).ToList();
        Why[] samples =
        [
            new Why.OpenedBy(Openers.Reaction, new Moment(1)), new Why.NeverOpened(), new Why.DeniedFor(Reason.Blocked),
            new Why.NoTimeLimit(), new Why.Promised(new Moment(1)), new Why.NothingPromised(),
            new Why.Waits(new Moment(1)),
        ];

        Assert.Equal(cases.Order(NameOrder), samples.Select(sample => sample.GetType()).Order(NameOrder));
        Assert.Equal(
            [
                "last opened by a reaction from Ada at 1970-01-01T00:00:00.001Z", "nothing from Ada has opened it yet",
                "shut: Ada blocks Golden Bakery, or Golden Bakery blocks Ada.", "has no limit in time",
                "promised by Ada at 1970-01-01T00:00:00.001Z",
                "Ada has promised nothing that could still be redeemed", "opens by itself at 1970-01-01T00:00:00.001Z",
            ],
            samples.Select(Named("en").Of));
        Assert.Equal(
            [
                "最後に開いたのは 1970年1月1日 00:00:00.001 (UTC)、Ada様の操作（リアクション）",
                "Ada様の操作でまだ一度も開かれていません",
                "利用不可：Ada様がページ「Golden Bakery」をブロックしているか、"
                + "ページ「Golden Bakery」がAda様をブロックしています。",
                "期間の制限なし",
                "1970年1月1日 00:00:00.001 (UTC) にAda様が同意または依頼", "利用できるAda様からの同意や依頼がありません",
                "1970年1月1日 00:00:00.001 (UTC) に自動的に利用可能になります",
            ],
            samples.Select(Named("ja").Of));
    }

    [Fact]
    public void Page_and_person_are_named_where_they_are_known()
    {
        Assert.Equal("Ada blocks Golden Bakery, or Golden Bakery blocks Ada.", Named("en").Of(Reason.Blocked));
        Assert.Equal(
            "The person blocks the page, or the page blocks the person.", Sentences.English.Of(Reason.Blocked));
        Assert.Equal(
            "Ada様がページ「Golden Bakery」をブロックしているか、ページ「Golden Bakery」がAda様をブロックしています。",
            Named("ja").Of(Reason.Blocked));
        Assert.Equal(
            "相手の方がページをブロックしているか、ページが相手の方をブロックしています。",
            Sentences.In("ja").Of(Reason.Blocked));
    }

    [Fact]
    public void A_name_that_looks_like_a_place_is_only_a_name() =>
        Assert.Equal(
            "Ada blocks {person}, or {person} blocks Ada.",
            Sentences.English.About("{person}", "Ada").Of(Reason.Blocked));

    [Fact]
    public void A_language_without_a_file_speaks_english() => Assert.Same(Sentences.English, Sentences.In("tlh"));

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("ja", "ja")]
    [InlineData("ja-JP", "ja")]
    [InlineData("JA-jp,en;q=0.5", "ja")]
    [InlineData("en;q=0.4, ja;q=0.8", "ja")]
    [InlineData("en, ja", "en")]
    [InlineData("fr, ja;q=0.1", "ja")]
    [InlineData("ja;q=0, fr", "en")]
    [InlineData("ja;q=high", "en")]
    [InlineData(",;;=,", "en")]
    public void A_caller_is_answered_in_the_language_they_like_best(string? header, string language) =>
        Assert.Equal(language, Sentences.Preferred(header).Language);

    private static readonly Standing Anybody = new(Mode.Emulate, []);

    private static readonly SendRequest Plain =
        new(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);

    // What looks at content says which rule it is; every other rule keeps its findings ready.
    private static IEnumerable<string> RuleNames =>
        EditionCatalogue.All.SelectMany(edition => edition.Rules).OfType<SignalUnder>().Select(rule => rule.Name)
            .Concat(typeof(Rule).Assembly.GetTypes()
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                .Select(kept => kept.FieldType == typeof(Finding) ? (Finding)kept.GetValue(null)! : null)
                .OfType<Finding>().Select(finding => finding.Rule))
            .Append(Disclosure.Name).Distinct();

    private static Sentences Named(string language) => Sentences.In(language).About("Golden Bakery", "Ada");

    private static Obligation Due(ThreadEvent[] before, Instant at)
    {
        var thread = before.Aggregate(ThreadState.Empty, (state, happened) => ThreadState.Evolve(in state, happened));
        return Assert.Single(EditionCatalogue.All[^1].Explain(in thread, Anybody, Plain, at).Obligations);
    }

    private static void IsSentence(string sentence)
    {
        Assert.Matches("[.。]$", sentence);
        Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(Sentences sentences) => sentences.Texts.Keys.Order(StringComparer.Ordinal);

    private static IEnumerable<string> Places(string sentence) =>
        Regex.Matches(sentence, "\\{[^}]*\\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static readonly Comparer<Type> NameOrder =
        Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name));
}
