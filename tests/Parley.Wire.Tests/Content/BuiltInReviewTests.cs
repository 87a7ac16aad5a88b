using System.Text;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Content;

public sealed class BuiltInReviewTests
{
    private static readonly BuiltInReview Reviewer = new();

    [Fact]
    public void A_finding_names_the_field_the_place_the_words_and_the_language()
    {
        const string Text = "Your parcel is here. Enjoy 20 % off everything!";
        var finding = Assert.Single(Reviewer.Review(Messages.OfText(Text), default));
        Assert.Equal((ContentRules.Promo, "message[text]", "en"), (finding.Rule, finding.Path, finding.Language));
        Assert.Contains("20 %", finding.Because, StringComparison.Ordinal);
        Assert.Contains(Text.Substring(finding.Start, finding.Length), finding.Because, StringComparison.Ordinal);
        Assert.InRange(finding.Confidence, 0.7, 0.99);
    }

    [Theory]
    [InlineData("""{"template_type":"generic","elements":[{"title":"Boots"},{"title":"x","subtitle":"Half price today only"}]}""", "message[attachment][payload][elements][1][subtitle]")]
    [InlineData("""{"template_type":"button","text":"Get 20% off with code A1","buttons":[{"type":"postback","title":"OK","payload":"x"}]}""", "message[attachment][payload][text]")]
    [InlineData("""{"template_type":"coupon","title":"For you","coupon_code":"A1"}""", "message[attachment][payload][template_type]")]
    [InlineData("""{"template_type":"generic","elements":[{"title":"x","buttons":[{"type":"web_url","title":"Get 50% off, use code A1","url":"https://a.example/"}]}]}""", "message[attachment][payload][elements][0][buttons][0][title]")]
    public void Every_place_of_a_template_is_read(string payload, string path) =>
        Assert.Contains(
            Reviewer.Review(Messages.OfTemplate(payload), default),
            finding => finding.Rule == ContentRules.Promo && finding.Path == path);

    [Fact]
    public void A_button_or_a_quick_reply_alone_sells_nothing() => Assert.Empty(Reviewer.Review(
        """{"text":"How can we help?","quick_replies":[{"content_type":"text","title":"Shop now","payload":"x"}]}"""u8
            .ToArray(),
        default));

    [Fact]
    public void A_receipt_may_name_the_discount_it_gave() => Assert.Empty(Reviewer.Review(
        Messages.OfTemplate(
            """
            {"template_type":"receipt","recipient_name":"A","order_number":"1","currency":"USD","payment_method":"Visa",
             "elements":[{"title":"Shirt, 20% off","price":10}],"adjustments":[{"name":"Coupon","amount":2}],
             "summary":{"total_cost":8}}
            """),
        default));

    [Fact]
    public void A_reward_counts_only_where_leave_to_notify_is_asked()
    {
        var message = Messages.OfText("Join and get a free gift");
        Assert.DoesNotContain(Rules(message, default), rule => rule == ContentRules.Incentive);
        Assert.Contains(ContentRules.Incentive, Rules(message, new ReviewContext(OptInRequest: true)));
    }

    [Fact]
    public void A_survey_is_one_whatever_came_before_it() =>
        Assert.Equal([ContentRules.Survey], Rules(Messages.OfText("Please take our short survey."), default));

    [Fact]
    public void Hidden_characters_wide_letters_and_fancy_alphabets_do_not_hide_an_offer()
    {
        Assert.Contains(ContentRules.Promo, Rules(Messages.OfText("𝗙𝗹𝗮𝘀𝗵 𝗦𝗮𝗹𝗲 today only"), default));
        Assert.Contains(ContentRules.Promo, Rules(Messages.OfText("２０％ＯＦＦ ｅｖｅｒｙｔｈｉｎｇ"), default));
        Assert.Contains(ContentRules.Promo, Rules(Messages.OfText("20% o\u200Bff e\u200Bverything"), default));
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData(" stop!! ")]
    [InlineData("Un-subscribe")]
    [InlineData("ＳＴＯＰ")]
    [InlineData("配信停止。")]
    [InlineData("Désabonner")]
    [InlineData("إلغاء الاشتراك")]
    [InlineData("ยกเลิกการสมัคร")]
    public void A_stop_word_is_the_whole_text_whatever_its_dress(string text) => Assert.True(Reviewer.IsStopWord(text));

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("Stop by tomorrow")]
    [InlineData("please don't stop")]
    public void More_words_or_none_are_no_stop_word(string text) => Assert.False(Reviewer.IsStopWord(text));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"text":5,"attachment":"x","quick_replies":{"title":["x"]}}""")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"\ud83d"}""")]
    [InlineData("""{"text":"........................ 1 2 3 $ % € -"}""")]
    [InlineData("""{"text":"http://"}""")]
    [InlineData("""{"text":"IT60 X054 2811 1010 0000 0123 45"}""")]
    public void What_is_no_message_has_no_content(string json) =>
        Assert.Empty(Reviewer.Review(Encoding.UTF8.GetBytes(json), default));

    [Fact]
    public void Any_text_can_be_reviewed_and_every_finding_lies_within_it() =>
        CsCheck.Check.Sample(CsCheck.Gen.String, text =>
        {
            foreach (var finding in Reviewer.Review(Messages.OfText("20% off " + text + " shop now"), default))
            {
                Assert.Equal("message[text]", finding.Path);
                Assert.InRange(finding.Start + finding.Length, 1, text.Length + 17);
            }
        });

    private static List<string> Rules(byte[] message, ReviewContext context) =>
        [.. Reviewer.Review(message, context).Select(finding => finding.Rule)];
}
