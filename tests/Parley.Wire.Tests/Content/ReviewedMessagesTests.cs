using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Content;

public sealed class ReviewedMessagesTests
{
    [Fact]
    public void A_message_is_reviewed_once_and_answers_the_same_again()
    {
        var counting = new Counting();
        var reviewed = new ReviewedMessages(counting);
        var first = reviewed.Of(Messages.OfText("20% off everything, shop now"));
        var second = reviewed.Of(Messages.OfText("20% off everything, shop now"));
        Assert.Equal(Signals.Promotion, Assert.Single(first).Code);
        Assert.Equal(first, second);
        Assert.Equal(1, counting.Asked);
        Assert.Empty(reviewed.Of(Messages.OfText("Your order has shipped")));
    }

    [Fact]
    public void Messages_that_share_a_slot_and_long_ones_keep_their_own_answers()
    {
        var reviewed = new ReviewedMessages(new BuiltInReview());
        var padding = new string('x', 4000);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 20_000; i++)
            {
                var sells = i % 2 == 0;
                var text = sells ? $"Order {i}: 20% off, shop now" : $"Order {i} has shipped";
                Assert.Equal(sells, !reviewed.Of(Messages.OfText(text)).IsEmpty);
            }

            Assert.NotEmpty(reviewed.Of(Messages.OfText("20% off everything, shop now. " + padding)));
            Assert.Empty(reviewed.Of(Messages.OfText("Shipped. " + padding)));
        }
    }

    [Fact]
    public async Task Many_threads_may_ask_at_once()
    {
        var reviewed = new ReviewedMessages(new BuiltInReview());
        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, (worker, _) =>
        {
            for (var i = 0; i < 5000; i++)
            {
                var sells = (i + worker) % 2 == 0;
                var text = sells ? $"{i}: 20% off, shop now" : $"{i} has shipped";
                if (sells == reviewed.Of(Messages.OfText(text)).IsEmpty) throw new InvalidOperationException(text);
            }

            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void What_is_found_is_told_with_its_words()
    {
        var found = new ContentFinding(ContentRules.Promo, "message[text]", 0, 3, "20% off", 0.9, "en");
        var noticed = Assert.Single(Noticing.Of([found]));
        Assert.Equal(("promo", "20% off"), (noticed.Code, noticed.Because));
        Assert.Equal(new Passage(found.Path, found.Start, found.Length), noticed.Passage);
        Assert.False(Noticing.Of(default).IsDefault);
    }

    private sealed class Counting : IContentReview
    {
        private readonly BuiltInReview review = new();

        public int Asked { get; private set; }

        public ImmutableArray<ContentFinding> Review(JsonElement message, ReviewContext context)
        {
            Asked++;
            return review.Review(message, context);
        }

        public bool IsStopWord(string text) => review.IsStopWord(text);
    }
}
