using Parley.Policy;
using Parley.Wire.Webhooks;

namespace Parley.Wire.Tests.Webhooks;

public sealed class SubscriptionFieldsTests
{
    [Theory]
    [InlineData("page", "messages message_echoes message_deliveries message_reads messaging_postbacks message_reactions messaging_referrals")]
    [InlineData("page", "messages messaging_postbacks messaging_optins messaging_referrals messaging_handovers messaging_policy_enforcement")]
    [InlineData("page", "feed messages message_deliveries message_echoes message_reads standby messaging_handovers messaging_postbacks")]
    [InlineData("instagram", "messages message_reactions messaging_postbacks messaging_seen messaging_referral standby comments mentions")]
    public void What_real_clients_subscribe_to_is_legal(string @object, string fields) =>
        Assert.All(fields.Split(' '), field => Assert.True(SubscriptionFields.IsLegal(@object, field), field));

    [Theory]
    [InlineData("page", "messaging_seen")]
    [InlineData("page", "messaging_referral")]
    [InlineData("page", "messaging_handover")]
    [InlineData("page", "message_edit")]
    [InlineData("page", "comments")]
    [InlineData("page", "mentions")]
    [InlineData("page", "message")]
    [InlineData("page", "message_optins")]
    [InlineData("page", "Messages")]
    [InlineData("page", "")]
    [InlineData("instagram", "messaging_referrals")]
    [InlineData("instagram", "messaging_handovers")]
    [InlineData("instagram", "message_edits")]
    [InlineData("instagram", "message_reads")]
    [InlineData("instagram", "message_deliveries")]
    [InlineData("instagram", "feed")]
    [InlineData("user", "messages")]
    public void The_other_objects_spelling_is_not(string @object, string field) =>
        Assert.False(SubscriptionFields.IsLegal(@object, field));

    [Theory]
    [InlineData(Channel.Messenger, "page")]
    [InlineData(Channel.Instagram, "instagram")]
    public void Every_event_belongs_to_a_field_one_can_subscribe_to(Channel channel, string @object)
    {
        Assert.Equal(@object, WebhookFields.ObjectOf(channel));
        WebhookKind[] without = channel is Channel.Instagram
            ?
            [
                WebhookKind.Delivered, WebhookKind.Feedback, WebhookKind.GroupActivity, WebhookKind.PluginOptIn,
                WebhookKind.Label, WebhookKind.AccountLink,
            ]
            : [WebhookKind.LiveComment];
        foreach (var kind in Enum.GetValues<WebhookKind>())
        {
            if (without.Contains(kind))
                Assert.Null(WebhookFields.Of(kind, channel));
            else
                Assert.Contains(WebhookFields.Of(kind, channel), SubscriptionFields.Of(@object));
        }
    }

    [Fact]
    public void Names_are_listed_once_and_in_order()
    {
        Assert.Equal(SubscriptionFields.Page.Distinct().Order(StringComparer.Ordinal), SubscriptionFields.Page);
        Assert.Equal(
            SubscriptionFields.Instagram.Distinct().Order(StringComparer.Ordinal), SubscriptionFields.Instagram);
    }
}
