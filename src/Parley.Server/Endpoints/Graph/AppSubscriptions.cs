using System.Text.Json;
using Parley.Server.Delivery;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Webhooks;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>/{app}/subscriptions</c>: where an app hears an object, with an app token.</summary>
/// <remarks>Source: developers.facebook.com, Graph API reference "Application Subscriptions".</remarks>
internal sealed class AppSubscriptions(WorldDirectory world, SubscriptionHandshake handshake) : IGraphArea
{
    private const int MismatchCode = 2201;

    private static readonly string[] Objects = [WebhookFields.Page, WebhookFields.Instagram];

    private static readonly NodeFields<Subscribed> SubscriptionFields = new("Subscription", new()
    {
        ["object"] = (json, one) => json.WriteString("object"u8, one.Record.Object),
        ["callback_url"] = (json, one) => json.WriteString("callback_url"u8, one.Record.CallbackUrl),
        ["active"] = (json, _) => json.WriteBoolean("active"u8, true),
        ["fields"] = (json, one) => WriteFields(json, one.Record, one.Version),
    })
    {
        Usual = ["object", "callback_url", "active", "fields"],
    };

    /// <inheritdoc/>
    public void Map(GraphRoutes routes) =>
        routes.At(NodeKind.App, "subscriptions").Get(Read).Post(Subscribe).Delete(Unsubscribe);

    /// <summary>GET: all subscriptions of the app.</summary>
    public ValueTask<GraphReply> Read(GraphCall call) =>
        SubscriptionFields.AnswerAll(call, Of(call).Select(one => new Subscribed(one, call.Version)));

    /// <summary>
    /// POST: subscribes to an object, once the callback has answered the handshake. Replaces what was there.
    /// </summary>
    public async ValueTask<GraphReply> Subscribe(GraphCall call)
    {
        if (Required(call, "object") is { } noObject) return noObject;
        if (!call.Parameters["object"].TryWord("object", Objects, out var @object, out var error))
            return GraphReply.Bad(error);
        if (Required(call, "callback_url") is { } noUrl) return noUrl;
        if (!TryUrl(call, out var url)) return GraphReply.Bad("param_url", "callback_url");
        if (call.Parameters.List("fields", out var wrong) is not { } fields) return GraphReply.Bad(wrong!);
        if (fields.Count == 0) return GraphReply.Bad("param_required", "fields");
        if (FieldList.Fault("fields", @object, fields) is { } unknown) return unknown;
        if ((call.Parameters.Text("verify_token") ?? call.App.VerifyToken) is not { } verifyToken)
            return GraphReply.Bad("param_required", "verify_token");

        if (await handshake.Verify(url, verifyToken, call.Http.RequestAborted) is { } fault)
            return GraphReply.Bad(fault.Code == MismatchCode ? "callback_mismatch" : "callback_failed", fault.Detail);
        if (call.App.VerifyToken != verifyToken) await world.Save(call.App with { VerifyToken = verifyToken });
        await world.Save(new SubscriptionRecord
        {
            App = call.App.Id,
            Object = @object,
            CallbackUrl = url,
            Fields = [.. fields.Distinct()],
        });
        return GraphReply.Success;
    }

    /// <summary>DELETE: ends the subscriptions of the app: all, those of one object, or single fields of it.</summary>
    public async ValueTask<GraphReply> Unsubscribe(GraphCall call)
    {
        string? only = null;
        var named = call.Parameters["object"];
        if (!named.IsAbsent && !named.TryWord("object", Objects, out only, out var error)) return GraphReply.Bad(error);
        if (call.Parameters.List("fields", out var wrong) is not { } fields) return GraphReply.Bad(wrong!);

        foreach (var subscription in Of(call).Where(one => only is null || one.Object == only).ToArray())
        {
            var left = fields.Count == 0 ? [] : subscription.Fields.RemoveAll(fields.Contains);
            if (left.IsEmpty) await world.DeleteSubscription(call.App.Id, subscription.Object);
            else await world.Save(subscription with { Fields = left });
        }

        return GraphReply.Success;
    }

    private IEnumerable<SubscriptionRecord> Of(GraphCall call) =>
        Objects.Select(@object => world.Subscription(call.App.Id, @object)).OfType<SubscriptionRecord>();

    private static GraphReply? Required(GraphCall call, string name) =>
        call.Parameters[name].IsAbsent ? GraphReply.Bad("param_required", name) : null;

    private static bool TryUrl(GraphCall call, out string url)
    {
        url = call.Parameters.Text("callback_url") ?? "";
        return Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
    }

    private static void WriteFields(Utf8JsonWriter json, SubscriptionRecord subscription, ApiVersion version)
    {
        json.WriteStartArray("fields"u8);
        foreach (var field in subscription.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, field);
            json.WriteString("version"u8, version.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private sealed record Subscribed(SubscriptionRecord Record, ApiVersion Version);
}
