using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>/{page}/pass_thread_control</c> and its neighbours, <c>thread_owner</c> and <c>secondary_receivers</c>: who has a
/// thread that several apps share. Whether a wish is granted is the kernel's to say.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API reference, Page "pass_thread_control" and its neighbours; Messenger
/// Platform and Instagram "Conversation Routing". That <c>thread_owner</c> of an idle thread is an empty object is our
/// reading of "empty": clients read the first entry.
/// </remarks>
internal sealed class ThreadControl(
    WorldDirectory world, People people, IShards shards, SendChannels channels, ServerOptions options) : IGraphArea
{
    private static readonly (string Edge, ControlAct Act)[] Acts =
    [
        ("pass_thread_control", ControlAct.Pass),
        ("take_thread_control", ControlAct.Take),
        ("request_thread_control", ControlAct.Request),
        ("release_thread_control", ControlAct.Release),
        ("extend_thread_control", ControlAct.Extend),
    ];

    private static readonly NodeFields<Receiver> Fields = new("Application", new()
    {
        ["id"] = (json, app) => json.WriteString("id"u8, app.Id.ToString(CultureInfo.InvariantCulture)),
        ["name"] = (json, app) => json.WriteString("name"u8, app.Name),
    });

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        var receivers = new GraphEdge<PageNode, Receiver>(Fields, (call, _, query) => new(ReceiversOf(call, query)))
        {
            NodeId = page => page.Id,
            Place = app => app.Id.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var node in (ReadOnlySpan<NodeKind>)[NodeKind.Page, NodeKind.Instagram])
        {
            foreach (var (edge, act) in Acts) routes.At(node, edge).Post(call => Run(call, act));
            routes.At(node, "thread_owner").Get(Owner);
        }

        routes.At(NodeKind.Page, "secondary_receivers").Get(call => receivers.Answer(call, PageNode.Of(call)));
    }

    /// <summary>What stands against the app a thread is to be passed to, or null.</summary>
    /// <param name="call">The call.</param>
    /// <param name="wish">What is wished for.</param>
    /// <param name="path">The parameter that names the app.</param>
    public GraphReply? Unknown(GraphCall call, in ControlWish wish, string path)
    {
        if (wish.Act is not ControlAct.Pass) return null;
        if (wish.Target == 0) return call.Page!.DefaultApp is null ? GraphReply.Bad("param_required", path) : null;
        return Inboxes.Contains(wish.Target) || world.Install(call.PageId, wish.Target) is not null
            ? null
            : GraphReply.Bad("target_app_unknown");
    }

    private async ValueTask<GraphReply> Run(GraphCall call, ControlAct act)
    {
        var channel = await channels.Of(call);
        if (Refused(call, channel) is { } refused) return refused;
        if (!ThreadControlCall.Read(call.Parameters, act).Try(out var asked, out var error))
            return GraphReply.Bad(error);
        var thread = new ThreadKey(call.PageId, asked.Person);
        if (await Stranger(thread, channel) is { } stranger) return stranger;
        var wish = asked.Wish;
        if (Unknown(call, in wish, "target_app_id") is { } unknown) return unknown;
        var standing = world.StandingOf(call.PageId, call.App.Id);
        var result = await shards.Control(
            thread, new ControlCommand(wish, standing, channel, call.Now, asked.Metadata));
        return ErrorOf(result.Verdict.Refusal, channel) is { } against ? GraphReply.Bad(against) : GraphReply.Success;
    }

    private async ValueTask<GraphReply> Owner(GraphCall call)
    {
        if (!ThreadControlCall.ReadPerson(call.Parameters).Try(out var person, out var error))
            return GraphReply.Bad(error);
        var thread = new ThreadKey(call.PageId, person);
        var channel = SendChannels.Of(call, people.Find(thread), person);
        if (Refused(call, channel) is { } refused) return refused;
        if (await shards.Look(thread) is not { State.Known: true } view)
            return GraphReply.Bad(GraphErrors.Get("recipient_unknown", channel));
        var state = view.State;
        var owner = Routing.OwnerOf(in state, Moment.Of(call.Now));
        var shown = owner == call.App.Id || call.App.Id == call.Page!.DefaultApp;
        return Answer(owner, shown, owner == 0 ? Moment.Never : state.Control!.Held.End);
    }

    private static GraphReply.Body Answer(long owner, bool shown, Moment until)
    {
        var output = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            json.WriteStartObject();
            json.WriteStartObject("thread_owner"u8);
            if (owner != 0 && shown) json.WriteString("app_id"u8, owner.ToString(CultureInfo.InvariantCulture));
            if (owner != 0) json.WriteNumber("expiration"u8, until.Milliseconds / 1000);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new GraphReply.Body(output.WrittenMemory);
    }

    // Whoever is not the primary receiver learns nothing of the others; without one there are none.
    private EdgePage<Receiver> ReceiversOf(GraphCall call, EdgeQuery query)
    {
        if (Refused(call, Channel.Messenger) is { } refused) return EdgePage<Receiver>.Refused(refused);
        var primary = call.Page!.DefaultApp;
        if (primary is not null && primary != call.App.Id)
            return EdgePage<Receiver>.Refused(GraphReply.Bad("receivers_hidden"));
        var all = world.InstallsOf(call.PageId)
            .Where(install => primary is not null && install.App != primary)
            .Select(install => new Receiver(install.App, world.App(install.App)?.Name ?? ""))
            .ToList();
        return EdgePage<Receiver>.Of(
            all, app => app.Id.ToString(CultureInfo.InvariantCulture), Cursor.Numbers, query);
    }

    private GraphReply? Refused(GraphCall call, Channel channel)
    {
        if (SendChannels.RefuseNode(call, options.Graph) is { } closed) return closed;
        return Permissions.RefuseSend(call.App.Permissions, channel, call.InstagramLogin) is { } lacking
            ? GraphReply.Bad(lacking)
            : null;
    }

    private async ValueTask<GraphReply?> Stranger(ThreadKey thread, Channel channel) =>
        await shards.Look(thread) is { State.Known: true } view && view.State.Channel == channel
            ? null
            : GraphReply.Bad(GraphErrors.Get("recipient_unknown", channel));

    private static GraphError? ErrorOf(ControlRefusal refusal, Channel channel) => refusal switch
    {
        ControlRefusal.None => null,
        ControlRefusal.NotOwner => GraphErrors.Get("thread_not_owner", channel),
        ControlRefusal.NotAllowed => GraphErrors.Get("control_not_allowed", channel),
        ControlRefusal.AlreadyOwner => GraphErrors.Get("control_already_there", channel),
        ControlRefusal.NoTarget => GraphErrors.Get("param_required", channel, "target_app_id"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private sealed record Receiver(long Id, string Name);
}
