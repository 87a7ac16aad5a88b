using System.Collections.Immutable;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>Which permission an app needs for what it asks, and the error where it lacks it.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Permissions", Instagram Platform "Permissions reference".
/// </remarks>
public static class Permissions
{
    private const string Metadata = "pages_manage_metadata";
    private const string Messenger = "pages_messaging";
    private const string Ads = "ads_management";
    private const string Marketing = "paid_marketing_messages";
    private const string Utility = "page_utility_messaging";
    private const string Instagram = "instagram_manage_messages";
    private const string InstagramLogin = "instagram_business_manage_messages";

    /// <summary>Why an app may not send on a channel at all, or null.</summary>
    /// <param name="granted">What it was granted; null = everything.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="instagramLogin">Whether it logged in through Instagram; null = nobody knows, either way counts.
    /// </param>
    public static GraphError? RefuseSend(ImmutableArray<string>? granted, Channel channel, bool? instagramLogin)
    {
        var needed = channel is Channel.Messenger ? Messenger : instagramLogin is true ? InstagramLogin : Instagram;
        if (granted is not { } some || some.Contains(needed)) return null;
        var otherwise = channel is Channel.Instagram && instagramLogin is null && some.Contains(InstagramLogin);
        return otherwise ? null : GraphErrors.Get("messaging_permission_missing", needed);
    }

    /// <summary>
    /// Why an app may not send utility templates, or null. The reference spells the permission both ways.
    /// </summary>
    /// <param name="granted">What it was granted; null = everything.</param>
    public static GraphError? RefuseUtility(ImmutableArray<string>? granted) =>
        granted is not { } some || some.Contains(Utility) || some.Contains("pages_utility_messaging")
            ? null
            : GraphErrors.Get("messaging_permission_missing", Utility);

    /// <summary>Why an app may not send paid marketing messages, or null. The reference spells the last permission both
    /// ways.</summary>
    /// <param name="granted">What it was granted; null = everything.</param>
    public static GraphError? RefuseMarketing(ImmutableArray<string>? granted)
    {
        if (granted is not { } some) return null;
        if (!some.Contains(Ads)) return GraphErrors.Get("permission_missing", Ads);
        if (!some.Contains(Messenger)) return GraphErrors.Get("messaging_permission_missing", Messenger);
        return some.Contains(Marketing) || some.Contains("marketing_messages_messenger")
            ? null
            : GraphErrors.Get("permission_missing", Marketing);
    }

    /// <summary>Why an app may not touch a page's labels, or null.</summary>
    /// <param name="granted">What it was granted; null = everything.</param>
    public static GraphError? RefuseLabels(ImmutableArray<string>? granted) =>
        granted is not { } some || some.Contains(Metadata) ? null : GraphErrors.Get("permission_missing", Metadata);
}
