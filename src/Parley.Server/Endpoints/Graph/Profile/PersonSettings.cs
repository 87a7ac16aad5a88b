using System.Buffers;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Profiles;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Profiles;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>/{page}/custom_user_settings</c>: a menu for one person instead of the page's (Messenger).</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Persistent Menu", user level settings.</remarks>
internal sealed class PersonSettings(ProfileBook profiles, People people, WorldDirectory world) : IGraphArea
{
    private static readonly GraphReply Done = new GraphReply.Body("""{"result":"success"}"""u8.ToArray());

    /// <inheritdoc/>
    public void Map(GraphRoutes routes) =>
        routes.At(NodeKind.Page, "custom_user_settings").Get(Read).Post(Set).Delete(Delete);

    /// <summary>GET <c>?psid=</c>: the person's menu and the page's, as far as there are any.</summary>
    public GraphReply Read(GraphCall call)
    {
        if (Refused(call, out var thread) is { } refused) return refused;
        var own = profiles.MenuOf(thread)?.Value;
        var everybodys = profiles.Of(call.PageId, Channel.Messenger).Properties.GetValueOrDefault(ProfileProperty.Menu);
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, GraphReply.Readable))
        {
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            if ((own ?? everybodys?.Value) is not null)
            {
                json.WriteStartObject();
                Write(json, "user_level_persistent_menu"u8, own);
                Write(json, "page_level_persistent_menu"u8, everybodys?.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new GraphReply.Body(output.WrittenMemory);
    }

    /// <summary>POST <c>{psid, persistent_menu}</c>.</summary>
    public async ValueTask<GraphReply> Set(GraphCall call)
    {
        if (Refused(call, out var thread) is { } refused) return refused;
        if (!ProfileReader.ReadMenu(call.Parameters, call.Version).Try(out var menu, out var error))
            return GraphReply.Bad(error);
        await profiles.SetMenu(thread, call.App.Id, menu.Json);
        return Done;
    }

    /// <summary>DELETE <c>?psid=&amp;params=["persistent_menu"]</c>.</summary>
    public async ValueTask<GraphReply> Delete(GraphCall call)
    {
        if (Refused(call, out var thread) is { } refused) return refused;
        if (call.Parameters.List("params", out var error) is not { } named) return GraphReply.Bad(error!);
        if (named.Count == 0) return GraphReply.Bad("param_required", "params");
        foreach (var (index, name) in named.Index())
        {
            if (!name.Equals(ProfileProperty.Menu, StringComparison.OrdinalIgnoreCase))
                return GraphReply.Bad("param_enum", $"params[{index}]", ProfileProperty.Menu);
        }

        await profiles.DeleteMenu(thread);
        return Done;
    }

    private GraphReply? Refused(GraphCall call, out ThreadKey thread)
    {
        thread = default;
        if (Permissions.RefuseSend(call.App.Permissions, Channel.Messenger, call.InstagramLogin) is { } lacking)
            return GraphReply.Bad(lacking);
        if (call.Parameters["psid"] is not { IsAbsent: false } named) return GraphReply.Bad("param_required", "psid");
        if (!named.TryText("psid", out var text, out var error)) return GraphReply.Bad(error);
        if (!Psid.TryParse(text, out var person)) return GraphReply.Bad("param_id", "psid");
        thread = new ThreadKey(call.PageId, person);
        if (people.Find(thread) is not { Channel: Channel.Messenger } contact)
            return GraphReply.Bad("recipient_unknown");
        return IsOff(call, contact) ? GraphReply.Bad("region_off") : null;
    }

    private bool IsOff(GraphCall call, ContactRecord contact)
    {
        var place = people.Find(contact.Person) is { } person ? Whereabouts.Of(person) : Place.Unknown;
        var region = Regions.Of(world.StandingOf(call.PageId, call.App.Id), place);
        return world.EditionOf(call.PageId, call.Now).PersonMenusOff.Includes(region);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonElement? menu)
    {
        if (menu is not { } value) return;
        json.WritePropertyName(name);
        value.WriteTo(json);
    }
}
