using System.Globalization;
using System.Text.Json;
using Parley.Storage;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>GET /me</c>, <c>/{page}</c> and <c>/{account}</c>: the page, or its Instagram account.</summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API references "Page" and "IG User". A field without a value is left out.
/// </remarks>
internal sealed class ReadMe : IGraphArea
{
    private static readonly string[] UsualOfPage = ["name", "id"];
    private static readonly string[] UsualOfInstagram = ["id"];

    private static readonly NodeFields<GraphCall> PageFields = new("Page", new()
    {
        ["id"] = (json, call) => json.WriteString("id"u8, Text(call.Page!.Id)),
        ["name"] = (json, call) => json.WriteString("name"u8, call.Page!.Name),
        ["link"] = (json, call) => json.WriteString("link"u8, $"https://www.facebook.com/{call.Page!.Id}"),
        ["access_token"] = (json, call) => json.WriteString("access_token"u8, call.Install!.Token),
        ["has_added_app"] = (json, call) => json.WriteBoolean("has_added_app"u8, call.Install!.Fields.Length > 0),
        ["is_webhooks_subscribed"] = (json, call) =>
            json.WriteBoolean("is_webhooks_subscribed"u8, call.Install!.Fields.Length > 0),
        ["instagram_business_account"] = (json, call) => WriteAccount(json, "instagram_business_account", call.Page!),
        ["connected_instagram_account"] = (json, call) => WriteAccount(json, "connected_instagram_account", call.Page!),
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
    });

    private static readonly NodeFields<PageRecord> InstagramFields = new("IGUser", new()
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
        routes.At(NodeKind.Page, null).Get(ReadPage);
        routes.At(NodeKind.Instagram, null).Get(ReadAccount);
    }

    private static GraphReply ReadPage(GraphCall call) => PageFields.Answer(call.Parameters, UsualOfPage, call);

    private static GraphReply ReadAccount(GraphCall call) =>
        InstagramFields.Answer(call.Parameters, UsualOfInstagram, call.Page!);

    private static void WriteUsername(Utf8JsonWriter json, PageRecord page)
    {
        if (page.InstagramUsername is { } username) json.WriteString("username"u8, username);
    }

    private static void WriteAccount(Utf8JsonWriter json, string field, PageRecord page)
    {
        if (page.InstagramId is not { } account) return;
        json.WriteStartObject(field);
        json.WriteString("id"u8, Text(account));
        json.WriteEndObject();
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
