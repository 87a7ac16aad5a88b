using Parley.Policy;
using Parley.Wire.Content;
using Parley.Wire.Tests.Content;

namespace Parley.Wire.Tests;

public sealed class DisclosuresTests
{
    private static readonly string[] Moments = ["beginning", "lapse", "human_to_bot"];

    [Theory]
    [InlineData("beginning", "Corner Bakery", "en_US", "I'm the Corner Bakery bot")]
    [InlineData("beginning", "Corner Bakery", "de_AT", "Ich bin der Bot von Corner Bakery")]
    [InlineData("beginning", "Corner Bakery", "ja_JP", "これはCorner Bakeryのボットです")]
    [InlineData("beginning", "Corner Bakery", "tr_TR", "I'm the Corner Bakery bot")]
    [InlineData("beginning", "Corner Bakery", null, "I'm the Corner Bakery bot")]
    [InlineData("beginning", null, "fr_FR", "Vous parlez à un bot")]
    [InlineData("beginning", "{page}", "en_US", "I'm the {page} bot")]
    [InlineData("lapse", "Corner Bakery", "en_US", "You are interacting with an automated experience")]
    [InlineData("human_to_bot", null, "pt_BR", "Você está falando com um bot")]
    public void A_text_is_in_the_locale_else_in_its_language_else_in_English(
        string moment, string? page, string? locale, string text) =>
        Assert.Equal(text, Disclosures.TextOf(new Obligation("disclosure", moment, "DE"), page, locale));

    [Fact]
    public void Every_text_is_one_that_the_review_takes_for_a_disclosure()
    {
        var review = new BuiltInReview();
        foreach (var code in Disclosures.Codes)
        {
            foreach (var moment in Moments)
            {
                foreach (var page in new[] { "Corner Bakery", null })
                {
                    var text = Disclosures.TextOf(new Obligation("disclosure", moment, null), page, code);
                    Assert.DoesNotContain('{', text);
                    Assert.True(
                        review.Review(Messages.OfText(text), default).Any(one => one.Rule == ContentRules.Discloses),
                        $"{code}: {text}");
                }
            }
        }
    }
}
