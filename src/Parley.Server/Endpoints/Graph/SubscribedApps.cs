using System.Collections.Immutable;
using System.Globalization;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Webhooks;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>/{page}/subscribed_apps</c>: which fields of a page an app hears; and on the Instagram-login host
/// <c>/{account}/subscribed_apps</c>: which of the Instagram account.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API reference "Page Subscribed Apps"; Instagram platform "Webhooks".
/// </remarks>
internal sealed class SubscribedApps(WorldDirectory world) : IGraphArea
{
    private const string Fields = "subscribed_fields";

    private static readonly NodeFields<Heard> AppFields = new("Application", new()
    {
        ["category"] = (json, _) => json.WriteString("category"u8, "Business"u8),
        ["link"] = (json, heard) => json.WriteString("link"u8, $"https://www.facebook.com/games/?app_id={heard.Id}"),
        ["name"] = (json, heard) => json.WriteString("name"u8, heard.App.Name),
        ["id"] = (json, heard) => json.WriteString("id"u8, heard.Id),
        [Fields] = (json, heard) =>
        {
            json.WriteStartArray(Fields);
            foreach (var field in heard.Fields) json.WriteStringValue(field);
            json.WriteEndArray();
        },
    })
    {
        Usual = ["category", "link", "name", "id", Fields],
    };

    private static readonly ApiVersion FieldsRequiredFrom = new(3, 2);

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        routes.At(NodeKind.Page, "subscribed_apps").Get(Read).Post(Subscribe).Delete(Unsubscribe);
        routes.At(NodeKind.Instagram, "subscribed_apps").Get(Read).Post(Subscribe).Delete(Unsubscribe);
    }

    /// <summary>GET: every app that hears the page, and what.</summary>
    public ValueTask<GraphReply> Read(GraphCall call)
    {
        if (Missing(call) is { } missing) return new(missing);
        var apps = from install in world.InstallsOf(call.PageId)
                   let fields = FieldsOf(install, call)
                   where fields.Length > 0
                   let app = world.App(install.App)
                   where app is not null
                   select new Heard(app, fields);
        return AppFields.AnswerAll(call, apps);
    }

    /// <summary>POST: sets the fields of the calling app; they replace those it had.</summary>
    public async ValueTask<GraphReply> Subscribe(GraphCall call)
    {
        if (Missing(call) is { } missing) return missing;
        if (call.Parameters.List(Fields, out var error) is not { } asked) return GraphReply.Bad(error!);
        if (asked.Count == 0)
        {
            // Before v3.2 an app was installed with what it had asked for as an app.
            if (call.Version >= FieldsRequiredFrom) return GraphReply.Bad("subscribed_fields_required");
            asked = world.Subscription(call.App.Id, ObjectOf(call))?.Fields ?? [];
        }

        if (FieldList.Fault(Fields, ObjectOf(call), asked) is { } unknown) return unknown;
        return await Save(call, [.. asked.Distinct()]);
    }

    /// <summary>DELETE: the calling app hears nothing of the page any more.</summary>
    public async ValueTask<GraphReply> Unsubscribe(GraphCall call)
    {
        if (Missing(call) is { } missing) return missing;
        return await Save(call, null);
    }

    private async ValueTask<GraphReply> Save(GraphCall call, ImmutableArray<string>? fields)
    {
        var install = call.Install! with { DisabledBecause = null };
        await world.Save(call.InstagramLogin
            ? install with { InstagramFields = fields }
            : install with { Fields = fields ?? [] });
        return GraphReply.Success;
    }

    // A page is subscribed on the main host, an Instagram account on that of the Instagram login.
    private static GraphReply? Missing(GraphCall call)
    {
        if (call.InstagramLogin != (call.Node is NodeKind.Instagram)) return GraphReply.NoSuchObject(call);
        var needed = call.InstagramLogin ? "instagram_business_manage_messages" : "pages_manage_metadata";
        return call.Granted(needed) ? null : GraphReply.Bad("permission_missing", needed);
    }

    private static string ObjectOf(GraphCall call) =>
        call.InstagramLogin ? WebhookFields.Instagram : WebhookFields.Page;

    private static ImmutableArray<string> FieldsOf(InstallRecord install, GraphCall call) =>
        call.InstagramLogin ? install.InstagramFields ?? [] : install.Fields;

    private sealed record Heard(AppRecord App, ImmutableArray<string> Fields)
    {
        public string Id => App.Id.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Checks lists of webhook fields.</summary>
internal static class FieldList
{
    /// <summary>The error of the first name an object does not have, or null.</summary>
    public static GraphReply? Fault(string parameter, string @object, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (SubscriptionFields.IsLegal(@object, names[i])) continue;
            var legal = string.Join(", ", SubscriptionFields.Of(@object));
            return GraphReply.Bad("param_enum", $"{parameter}[{i}]", legal);
        }

        return null;
    }
}
