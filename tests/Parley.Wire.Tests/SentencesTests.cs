using System.Text.RegularExpressions;
using Parley.Policy;

namespace Parley.Wire.Tests;

public sealed class SentencesTests
{
    [Fact]
    public void Every_reason_has_a_sentence() => Assert.All(Reason.All, reason =>
    {
        var sentence = Sentences.English.Of(reason, "Golden Bakery", "Ada");
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_opener_has_words() => Assert.All(
        Enum.GetValues<Openers>().Where(opener => opener is not Openers.None),
        opener => Assert.StartsWith(
            "last opened by a",
            Sentences.English.Of(new Why.OpenedBy(opener, new Moment(0))),
            StringComparison.Ordinal));

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
                "last opened by a reaction at 1970-01-01T00:00:00.001Z", "nothing has opened it yet",
                "shut: the person blocks the page.", "has no limit in time",
                "promised by the person at 1970-01-01T00:00:00.001Z",
                "nothing is promised that could still be redeemed", "opens by itself at 1970-01-01T00:00:00.001Z",
            ],
            samples.Select(sample => Sentences.English.Of(sample)));
    }

    [Fact]
    public void Names_stand_where_the_sentence_wants_them() =>
        Assert.Equal("Ada blocks Golden Bakery.", Sentences.English.Of(Reason.Blocked, "Golden Bakery", "Ada"));

    [Fact]
    public void A_name_that_looks_like_a_place_is_only_a_name() =>
        Assert.Equal("Ada blocks {person}.", Sentences.English.Of(Reason.Blocked, "{person}", "Ada"));

    [Fact]
    public void Every_language_knows_only_keys_and_places_of_english() => Assert.All(
        Sentences.Languages.Values.SelectMany(language => language.Texts),
        one => Assert.Subset(Places(Sentences.English.Texts[one.Key]), Places(one.Value)));

    [Fact]
    public void A_language_without_a_file_speaks_english() => Assert.Same(Sentences.English, Sentences.In("tlh"));

    private static HashSet<string> Places(string sentence) =>
        [.. Regex.Matches(sentence, "\\{[^}]*\\}").Select(match => match.Value)];

    private static readonly Comparer<Type> NameOrder =
        Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name));
}
