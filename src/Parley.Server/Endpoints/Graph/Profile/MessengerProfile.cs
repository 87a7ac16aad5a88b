using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Profiles;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Profiles;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>/{page}/messenger_profile</c>, and on the Instagram-login host <c>/{account}/messenger_profile</c>: what people
/// meet before and beside the messages.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Messenger Profile API".</remarks>
internal sealed class MessengerProfile(ProfileBook profiles) : IGraphArea
{
    private const string Edge = "messenger_profile";

    private static readonly GraphReply Done = new GraphReply.Body("""{"result":"success"}"""u8.ToArray());

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        routes.At(NodeKind.Page, Edge).Get(Read).Post(Set).Delete(Delete);
        routes.At(NodeKind.Instagram, Edge).Get(Read).Post(Set).Delete(Delete);
    }

    /// <summary>GET: the properties asked for that are set; <c>{"data":[]}</c> where none is.</summary>
    public GraphReply Read(GraphCall call)
    {
        if (Refusal(call, out var channel) is { } refused) return refused;
        return ProfileReader.ReadAsked(call.Parameters).Try(out var asked, out var error)
            ? Answer(call.Page!, profiles.Of(call.PageId, channel), asked)
            : GraphReply.Bad(error);
    }

    /// <summary>POST: sets properties; those it does not name stay.</summary>
    public async ValueTask<GraphReply> Set(GraphCall call)
    {
        if (Refusal(call, out var channel) is { } refused) return refused;
        var read = ProfileReader.Read(call.Parameters, channel, call.Version);
        if (!read.Try(out var values, out var error)) return GraphReply.Bad(error);
        return await profiles.Set(call.PageId, channel, call.App.Id, values)
            ? Done
            : GraphReply.Bad("get_started_missing");
    }

    /// <summary>DELETE: the properties named under <c>fields</c>.</summary>
    public async ValueTask<GraphReply> Delete(GraphCall call)
    {
        if (Refusal(call, out var channel) is { } refused) return refused;
        var read = ProfileReader.ReadDeleted(call.Parameters, channel);
        if (!read.Try(out var named, out var error)) return GraphReply.Bad(error);
        return await profiles.Delete(call.PageId, channel, named.Select(one => one.Name))
            ? Done
            : GraphReply.Bad("get_started_missing");
    }

    private static GraphReply? Refusal(GraphCall call, out Channel channel)
    {
        channel = Channel.Messenger;
        if (call.InstagramLogin != call.Node is NodeKind.Instagram) return GraphReply.NoSuchObject(call);
        var usual = call.InstagramLogin ? Channel.Instagram : Channel.Messenger;
        if (ProfileReader.ReadPlatform(call.Parameters, usual, out channel) is { } error) return GraphReply.Bad(error);
        if (call.InstagramLogin && channel is Channel.Messenger)
            return GraphReply.Bad("param_enum", "platform", "instagram");
        if (channel is Channel.Instagram && call.Page!.InstagramId is null)
            return GraphReply.Bad("instagram_not_linked");
        return Permissions.RefuseSend(call.App.Permissions, channel, call.InstagramLogin) is { } lacking
            ? GraphReply.Bad(lacking)
            : null;
    }

    private static GraphReply.Body Answer(
        PageRecord page, ProfileBody profile, ImmutableArray<ProfileProperty> asked)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, GraphReply.Readable))
        {
            var shown = asked.Where(one => one.Name is ProfileProperty.EuropeanPrivacy
                || profile.Properties.ContainsKey(one.Name)).ToArray();
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            if (shown.Length > 0)
            {
                json.WriteStartObject();
                foreach (var property in shown) Write(json, page, profile, property.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new GraphReply.Body(output.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, PageRecord page, ProfileBody profile, string name)
    {
        json.WritePropertyName(name);
        if (name is ProfileProperty.EuropeanPrivacy) json.WriteBooleanValue(page.EuPrivacy);
        else profile.Properties[name].Value.WriteTo(json);
    }
}
