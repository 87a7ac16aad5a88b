using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>GET /me</c>, <c>/{page}</c> and <c>/{account}</c>: the page, or its Instagram account.</summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API references "Page" and "IG User". A field without a value is left out.
/// </remarks>
internal sealed class ReadMe(AccountLinks links) : IGraphArea
{
    /// <summary>The fields of a page; areas add the edges they answer.</summary>
    public NodeFields<PageNode> PageFields { get; } = new("Page", new()
    {
        ["id"] = (json, page) => json.WriteString("id"u8, page.Id),
        ["name"] = (json, page) => json.WriteString("name"u8, page.Page.Name),
        ["link"] = (json, page) => json.WriteString("link"u8, $"https://www.facebook.com/{page.Id}"),
        ["access_token"] = (json, page) => json.WriteString("access_token"u8, page.Install.Token),
        ["has_added_app"] = (json, page) => json.WriteBoolean("has_added_app"u8, page.IsHeard),
        ["is_webhooks_subscribed"] = (json, page) => json.WriteBoolean("is_webhooks_subscribed"u8, page.IsHeard),
        ["recipient"] = (json, page) =>
        {
            if (page.Recipient is { } psid) json.WriteString("recipient"u8, psid);
        },
        ["username"] = null,
        ["category"] = null,
        ["picture"] = null,
        ["is_messenger_bot_get_started_enabled"] = null,
        ["is_messenger_platform_bot"] = null,
        ["messaging_feature_status"] = null,
        ["unread_message_count"] = null,
        ["unseen_message_count"] = null,
        ["breaking_news_usage"] = null,
        ["verification_status"] = null,
        ["fan_count"] = null,
    })
    {
        Usual = ["name", "id"],
    };

    /// <summary>The fields of an Instagram account; areas add the edges they answer.</summary>
    public NodeFields<PageRecord> AccountFields { get; } = new("IGUser", new()
    {
        ["id"] = (json, page) => json.WriteString("id"u8, Text(page.InstagramId!.Value)),
        ["user_id"] = (json, page) => json.WriteString("user_id"u8, Text(page.InstagramId!.Value)),
        ["name"] = (json, page) => json.WriteString("name"u8, page.Name),
        ["username"] = WriteUsername,
        ["profile_picture_url"] = null,
        ["followers_count"] = null,
        ["media_count"] = null,
        ["biography"] = null,
        ["website"] = null,
    });

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        var account = new NodeField<PageNode, PageRecord>(
            AccountFields, page => page.Page.InstagramId is null ? null : page.Page);
        PageFields.With("instagram_business_account", account).With("connected_instagram_account", account);
        routes.At(NodeKind.Page, null).Get(Read);
        routes.At(NodeKind.Instagram, null).Get(call => AccountFields.Answer(call, call.Page!));
    }

    // With the token of a tap on a log-in button, the page learns who tapped.
    private ValueTask<GraphReply> Read(GraphCall call)
    {
        var page = PageNode.Of(call);
        if (call.Parameters.Text("account_linking_token") is not { } token) return PageFields.Answer(call, page);
        return links.Find(token, new PageId(call.Page!.Id), call.Now) is { } tap
            ? PageFields.Answer(call, page with { Recipient = tap.Thread.Person.ToString() })
            : new(GraphReply.Bad("account_linking_token_invalid"));
    }

    private static void WriteUsername(Utf8JsonWriter json, PageRecord page)
    {
        if (page.InstagramUsername is { } username) json.WriteString("username"u8, username);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A page as one app sees it.</summary>
/// <param name="Page">The page.</param>
/// <param name="Install">The app's installation on it.</param>
internal sealed record PageNode(PageRecord Page, InstallRecord Install)
{
    /// <summary>The page's id.</summary>
    public string Id => Page.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Who tapped the log-in button whose token the call carries, or null.</summary>
    public string? Recipient { get; init; }

    /// <summary>Whether the app hears any webhook of the page.</summary>
    public bool IsHeard => Install.Fields.Length > 0;

    /// <summary>The page of a call's token.</summary>
    public static PageNode Of(GraphCall call) => new(call.Page!, call.Install!);
}
