using CsCheck;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Content;

public sealed class LexiconTests
{
    private static readonly string[] TwelveLanguages =
        ["ar", "de", "en", "es", "fr", "id", "it", "ja", "pt", "th", "tr", "vi"];

    [Fact]
    public void There_are_twelve_languages() => Assert.Equal(TwelveLanguages, Lexicon.BuiltIn.Languages.Order());

    [Fact]
    public void Every_entry_has_a_reason() =>
        Assert.All(Lexicon.BuiltIn.Entries, entry => Assert.NotEqual("", entry.Why.Trim()));

    [Fact]
    public void Every_language_can_say_every_rule_that_words_can_say()
    {
        var byForm = new[] { ContentRules.OffTopic, ContentRules.PayLink };
        foreach (var language in TwelveLanguages)
        {
            var said = Lexicon.BuiltIn.Entries.Where(entry => entry.Language == language)
                .SelectMany(entry => entry.Weights.Where(weight => weight.Weight > 0))
                .Select(weight => ContentRules.All[weight.Rule]);
            Assert.Equal(ContentRules.All.Except(byForm).Order(), said.Distinct().Order());
        }
    }

    [Fact]
    public void The_tree_finds_what_a_plain_search_finds()
    {
        var letters = Gen.Char["abc"].Array[1, 4].Select(chars => new string(chars));
        Gen.Select(letters.Array[1, 12], Gen.Char["abcd"].Array[0, 40].Select(chars => new string(chars)))
            .Sample((words, text) =>
            {
                var distinct = words.Distinct().ToList();
                var hits = new List<PhraseTree.Hit>();
                new PhraseTree(distinct).Find(text, hits);
                var expected = from number in Enumerable.Range(0, distinct.Count)
                               from start in Enumerable.Range(0, text.Length)
                               where text.AsSpan(start).StartsWith(distinct[number])
                               select new PhraseTree.Hit(number, start, start + distinct[number].Length);
                Assert.Equal(expected.ToHashSet(), hits.ToHashSet());
            });
    }

    [Theory]
    [InlineData("STOP please", true)]
    [InlineData("Bitte abmelden!", true)]
    [InlineData("Stop svp", true)]
    [InlineData("please", false)]
    [InlineData("please stop the delivery", false)]
    public void A_stop_word_said_politely_is_one(string text, bool isOne) =>
        Assert.Equal(isOne, new BuiltInReview().IsStopWord(text));

    [Theory]
    [InlineData("#ad This serum is lovely", true)]
    [InlineData("Your ad was approved", false)]
    public void A_tag_marks_an_advertisement_and_its_word_alone_does_not(string text, bool isMarked) =>
        Assert.Equal(isMarked, Finds(ContentRules.ThirdParty, text));

    [Theory]
    [InlineData("How was the chat? From 1 to 5", true)]
    [InlineData("We are open from 9 to 5", false)]
    public void A_scale_is_one_with_its_own_digits_only(string text, bool isScale) =>
        Assert.Equal(isScale, Finds(ContentRules.Survey, text));

    [Theory]
    [InlineData("20 % OFF", "20%off")]
    [InlineData("Crème BRÛLÉE", "creme brulee")]
    [InlineData("cre\u0300me", "creme")]
    [InlineData("ｶﾞｰﾃﾞﾝ", "ガーデン")]
    [InlineData("İNDİRİM", "indirim")]
    [InlineData("%50", "50%")]
    [InlineData("٢٠٪", "20 %")]
    [InlineData("US$ 20", "20 €")]
    [InlineData("Rp50.000", "50.000đ")]
    [InlineData("1,500円", "$1,500.00")]
    [InlineData("خَصْم", "خصم")]
    [InlineData("See https://a.example/x?y=1 now", "see https://b.example now")]
    public void What_reads_the_same_folds_the_same(string one, string other) =>
        Assert.Equal(Folded(one), Folded(other));

    [Theory]
    [InlineData("-20%", "20%")]
    [InlineData("discount: 5", "discount 5")]
    [InlineData("5 kg", "5 €")]
    public void What_means_another_thing_folds_to_another(string one, string other) =>
        Assert.NotEqual(Folded(one), Folded(other));

    [Fact]
    public void Every_folded_character_knows_where_it_came_from() => Gen.String.Sample(text =>
    {
        var folded = new FoldedText().Fold(text);
        for (var at = 0; at < folded.Length; at++)
        {
            Assert.InRange(folded.StartOf(at), 0, text.Length - 1);
            Assert.InRange(folded.EndOf(at), folded.StartOf(at) + 1, text.Length);
        }
    });

    private static bool Finds(string rule, string text) =>
        new BuiltInReview().Review(Messages.OfText(text), default).Any(finding => finding.Rule == rule);

    private static string Folded(string text) => new FoldedText().Fold(text).Letters.ToString();
}
