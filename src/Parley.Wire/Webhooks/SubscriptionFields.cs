using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Parley.Wire.Webhooks;

/// <summary>
/// Every name that may stand in <c>subscribed_fields</c> of an account or in <c>fields</c> of an app's subscription.
/// Most are only accepted: a name without an event of ours never fires.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Page subscribed_apps and Instagram webhooks references, and the field list of
/// Meta's Python Business SDK.
/// </remarks>
public static class SubscriptionFields
{
    /// <summary>Legal names of a Page, in alphabetical order.</summary>
    public static ImmutableArray<string> Page { get; } = Sorted(
        """
        messages message_echoes message_deliveries message_reads message_reactions message_edits message_context
        message_mention message_template_status_update messenger_template_status_update messaging_postbacks
        messaging_optins messaging_optouts messaging_referrals messaging_account_linking messaging_handovers
        messaging_policy_enforcement messaging_game_plays messaging_feedback messaging_customer_information
        messaging_appointments messaging_direct_sends messaging_fblogin_account_linking messaging_integrity
        messaging_in_thread_lead_form_submit messaging_payments messaging_pre_checkouts messaging_checkout_updates
        standby response_feedback send_cart business_integrity marketing_message_delivery_failed
        marketing_message_echoes marketing_messages_subscriber_upload_status otp_verification user_action calls
        call_permission_reply call_settings_update inbox_labels feed mention conversations ratings leadgen group_feed
        live_videos videos affiliation attire awards bio birthday category checkins company_overview
        culinary_team current_location description email founded general_info general_manager hometown hours
        invoice_access_invoice_change invoice_access_invoice_draft_change invoice_access_onboarding_status_active
        leadgen_fat local_delivery location members mission name page_about_story page_change_proposal
        page_upcoming_change parking payment_options personal_info personal_interests phone picture price_range
        product_review products public_transit publisher_subscriptions website about
        """);

    /// <summary>Legal names of an Instagram account, in alphabetical order.</summary>
    public static ImmutableArray<string> Instagram { get; } = Sorted(
        """
        messages message_echoes message_reactions message_edit messaging_postbacks messaging_seen messaging_referral
        messaging_handover messaging_optins messaging_policy_enforcement response_feedback standby comments
        live_comments mentions story_insights
        """);

    private static readonly FrozenSet<string> PageNames = Page.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> InstagramNames = Instagram.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The legal names of an object; empty for an object that has no messaging fields.</summary>
    /// <param name="object"><c>page</c> or <c>instagram</c>.</param>
    public static ImmutableArray<string> Of(string @object) => @object switch
    {
        WebhookFields.Page => Page,
        WebhookFields.Instagram => Instagram,
        _ => [],
    };

    /// <summary>Whether a name may be subscribed to for an object.</summary>
    public static bool IsLegal(string @object, string field) => @object switch
    {
        WebhookFields.Page => PageNames.Contains(field),
        WebhookFields.Instagram => InstagramNames.Contains(field),
        _ => false,
    };

    private static ImmutableArray<string> Sorted(string names) =>
        [.. names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
