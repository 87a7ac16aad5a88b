using System.Collections.Immutable;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Content;

/// <summary>Card numbers and payment pages: what their form proves.</summary>
public sealed class HardEvidenceTests
{
    [Theory]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("4111111111111111")]
    [InlineData("3782 822463 10005")]
    [InlineData("5555555555554444")]
    [InlineData("４１１１ １１１１ １１１１ １１１１")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    public void A_number_that_checks_out_is_found_and_masked(string number)
    {
        var finding = Assert.Single(Review($"Here it is: {number}, thanks"));
        Assert.Equal(ContentRules.Card, finding.Rule);
        Assert.Equal($"…{number[^4..]}", finding.Because);
        Assert.Equal(number, $"Here it is: {number}, thanks".Substring(finding.Start, finding.Length));
    }

    [Theory]
    [InlineData("Tracking 4111 1111 1111 1112")]
    [InlineData("Order 1234567890123456")]
    [InlineData("Call +1 212 555 2368")]
    [InlineData("Card ending in 1111")]
    [InlineData("https://a.example/o/4111111111111111")]
    [InlineData("Ref ID4111111111111111")]
    public void Other_numbers_are_none(string text) => Assert.Empty(Review(text));

    [Theory]
    [InlineData("Pay here: https://paypal.me/shop/40")]
    [InlineData("paypal.me/shop")]
    [InlineData("https://buy.stripe.com/abc")]
    [InlineData("https://www.paypal.com/paypalme/shop")]
    [InlineData("https://shop.example/checkout/123?x=1")]
    [InlineData("https://pay.shop.example/i/1")]
    [InlineData("https://tienda.example/pagar")]
    public void A_link_to_a_till_is_found(string text) =>
        Assert.Contains(Review(text), finding => finding.Rule == ContentRules.PayLink);

    [Theory]
    [InlineData("https://shop.example/orders/123")]
    [InlineData("https://shop.example/help/payment")]
    [InlineData("https://paypal.com/us/home")]
    [InlineData("https://news.example/articles/mobile-payments-grow")]
    [InlineData("Meet us at 10.30 or 11.00. Thanks.")]
    public void Other_links_are_not(string text) =>
        Assert.DoesNotContain(Review(text), finding => finding.Rule == ContentRules.PayLink);

    [Fact]
    public void The_link_of_a_button_is_judged_too()
    {
        var finding = Assert.Single(new BuiltInReview().Review(
            Messages.OfTemplate(
                """
                {"template_type":"button","text":"Your invoice","buttons":[
                 {"type":"web_url","title":"Open","url":"https://checkout.stripe.com/c/1"}]}
                """),
            default));
        Assert.Equal(
            (ContentRules.PayLink, "message[attachment][payload][buttons][0][url]"), (finding.Rule, finding.Path));
    }

    private static ImmutableArray<ContentFinding> Review(string text) =>
        new BuiltInReview().Review(Messages.OfText(text), default);
}
