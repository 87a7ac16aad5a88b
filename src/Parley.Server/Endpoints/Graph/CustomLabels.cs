using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.Doors;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>/{page}/custom_labels</c>, <c>/{label}</c>, <c>/{label}/label</c> and <c>/{psid}/custom_labels</c>: what a page
/// calls people by. Whether a call may be made at all is the edition's to say.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Custom labels"; Graph API reference
/// "Page User Message Thread Label". <c>name</c> is the older spelling of <c>page_label_name</c>; clients still use it.
/// </remarks>
internal sealed class CustomLabels(
    ILabelStore store,
    WorldDirectory world,
    People people,
    IShards shards,
    IdMint mint,
    ServerOptions options,
    ReadMe pages,
    ReadProfile profiles) : IGraphArea
{
    private const string Name = "page_label_name";
    private const string OlderName = "name";

    private static readonly NodeFields<LabelRecord> Fields = new("PageUserMessageThreadLabel", new()
    {
        ["id"] = (json, label) => json.WriteString("id"u8, Text(label.Id)),
        [Name] = (json, label) => json.WriteString(Name, label.Name),
        [OlderName] = (json, label) => json.WriteString(OlderName, label.Name),
    });

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        var ofPage = Edge<PageNode>(OfPage, page => page.Id);
        var ofPerson = Edge<ContactRecord>(OfPerson, contact => contact.Psid.ToString());
        pages.PageFields.With("custom_labels", ofPage);
        profiles.MessengerFields.With("custom_labels", Edge<ProfileNode>(
            (call, profile, query) => OfPerson(call, profile.Contact, query),
            profile => profile.Contact.Psid.ToString()));
        routes.At(NodeKind.Page, "custom_labels").Get(call => ofPage.Answer(call, PageNode.Of(call))).Post(Create);
        routes.At(NodeKind.Contact, "custom_labels").Get(call => ofPerson.Answer(call, call.Contact!));
        routes.At(NodeKind.Label, null).Get(Read).Delete(Delete);
        routes.At(NodeKind.Label, "label").Post(Put).Delete(TakeOff);
        // What the edition refuses is refused for labels that do not exist too.
        routes.At(NodeKind.Unknown, "label").Get(OfNone).Post(OfNone).Delete(OfNone);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Token is not { Kind: TokenKind.Page }
            || !Psid.TryParse(id, out var number)
            || !IdMint.LooksLikeLabel(number.Value)
            || store.Find(number.Value) is not { } label
            || label.Page != call.PageId)
            return new(false);
        call.Label = label;
        call.Node = NodeKind.Label;
        return new(true);
    }

    /// <summary>GET <c>/{label}</c>.</summary>
    public ValueTask<GraphReply> Read(GraphCall call) =>
        Refusal(call, null) is { } refused ? new(refused) : Fields.Answer(call, call.Label!);

    /// <summary>POST <c>/{page}/custom_labels</c>: makes one.</summary>
    public async ValueTask<GraphReply> Create(GraphCall call)
    {
        if (Refusal(call, null) is { } refused) return refused;
        var (path, named) = call.Parameters[Name] is { IsAbsent: false } newer
            ? (Name, newer)
            : (OlderName, call.Parameters[OlderName]);
        if (named.IsAbsent) return GraphReply.Bad("param_required", Name);
        if (!named.TryText(path, out var name, out var error)) return GraphReply.Bad(error);
        name = name.Trim();
        var most = options.Graph.LabelCharacters;
        if (name.Length == 0) return GraphReply.Bad("param_required", path);
        if (new StringInfo(name).LengthInTextElements > most)
            return GraphReply.Bad("param_length", path, Text(most));

        var id = mint.Label($"{call.PageId}/{name}", taken => store.Find(taken) is not null);
        var label = new LabelRecord(id, call.PageId, name);
        return await store.Add(label, options.Graph.LabelsPerPage) switch
        {
            LabelAdding.NameTaken => GraphReply.Bad("label_exists", name),
            LabelAdding.TooMany => GraphReply.Bad("label_limit", Text(options.Graph.LabelsPerPage)),
            _ => GraphReply.Id(id),
        };
    }

    /// <summary>DELETE <c>/{label}</c>: takes it from everybody.</summary>
    public async ValueTask<GraphReply> Delete(GraphCall call)
    {
        if (Refusal(call, null) is { } refused) return refused;
        await store.Delete(call.Label!);
        return GraphReply.Success;
    }

    /// <summary>POST <c>/{label}/label</c>: puts it on a person.</summary>
    public async ValueTask<GraphReply> Put(GraphCall call)
    {
        if (Refused(call, out var person) is { } refused) return refused;
        if (await store.Put(call.Label!, person)) await Tell(call, person, EventKind.Labelled);
        return GraphReply.Success;
    }

    /// <summary>DELETE <c>/{label}/label</c>: takes it off a person.</summary>
    public async ValueTask<GraphReply> TakeOff(GraphCall call)
    {
        if (Refused(call, out var person) is { } refused) return refused;
        if (await store.TakeOff(call.Label!, person)) await Tell(call, person, EventKind.Unlabelled);
        return GraphReply.Success;
    }

    /// <summary>Why the edition refuses the call, or null.</summary>
    /// <param name="call">The call.</param>
    /// <param name="contact">The person it is about, or null.</param>
    public GraphReply? Refusal(GraphCall call, ContactRecord? contact)
    {
        if (Permissions.RefuseLabels(call.App.Permissions) is { } lacking) return GraphReply.Bad(lacking);
        var place = contact is not null && people.Find(contact.Person) is { } person
            ? Whereabouts.Of(person)
            : Place.Unknown;
        var standing = world.StandingOf(call.PageId, call.App.Id);
        var labels = world.EditionOf(call.PageId, call.Now).Labels;
        return labels.Refuse(standing, place, Moment.Of(call.Now)) is { } reason
            ? GraphReply.Bad(GraphErrors.ForLabels(reason, ContactTermsPage.UrlOf(call.Http.Request, call.PageId)))
            : null;
    }

    private GraphReply OfNone(GraphCall call) =>
        (call.Page is null ? null : Refusal(call, null)) ?? GraphReply.NoSuchObject(call);

    private static GraphEdge<T, LabelRecord> Edge<T>(
        Func<GraphCall, T, EdgeQuery, EdgePage<LabelRecord>> read, Func<T, string> nodeId) =>
        new(Fields, (call, node, query) => new(read(call, node, query)))
        {
            NodeId = nodeId,
            Place = label => Text(label.Id),
        };

    // All of the page.
    private EdgePage<LabelRecord> OfPage(GraphCall call, PageNode page, EdgeQuery query) =>
        Refusal(call, null) is { } refused
            ? EdgePage<LabelRecord>.Refused(refused)
            : Part(query, (after, most) => store.OfPage(new PageId(page.Page.Id), after, most));

    // Those a person carries.
    private EdgePage<LabelRecord> OfPerson(GraphCall call, ContactRecord contact, EdgeQuery query)
    {
        if (contact.Channel is not Channel.Messenger)
            return EdgePage<LabelRecord>.Refused(GraphReply.NoSuchObject(call));
        return Refusal(call, contact) is { } refused
            ? EdgePage<LabelRecord>.Refused(refused)
            : Part(query, (after, most) => store.OfPerson(new ThreadKey(contact.Page, contact.Psid), after, most));
    }

    // The store reads forward; the way back and the whole length are rare, and a page has few labels.
    private EdgePage<LabelRecord> Part(EdgeQuery query, Func<long, int, IReadOnlyList<LabelRecord>> read) =>
        query.Before is null && !query.Summary
            ? EdgePage<LabelRecord>.Forward(
                read(query.After is { } after ? Cursor.Number(after) : 0, query.Limit + 1), query)
            : EdgePage<LabelRecord>.Of(
                read(0, options.Graph.LabelsPerPage), label => Text(label.Id), Cursor.Numbers, query);

    private async Task Tell(GraphCall call, Psid person, EventKind kind) => await shards.Act(
        new ThreadKey(call.PageId, person),
        new ActCommand
        {
            Kind = kind,
            Channel = Channel.Messenger,
            Body = JsonSerializer.SerializeToUtf8Bytes(
                new LabelBody(call.Label!.Id, call.Label.Name), StoredJson.Default.LabelBody),
        });

    private GraphReply? Refused(GraphCall call, out Psid person)
    {
        person = default;
        if (Refusal(call, null) is { } refused) return refused;
        if (call.Parameters["user"] is not { IsAbsent: false } named) return GraphReply.Bad("param_required", "user");
        if (!named.TryText("user", out var text, out var error)) return GraphReply.Bad(error);
        if (!Psid.TryParse(text, out person)) return GraphReply.Bad("param_id", "user");
        return people.Find(new ThreadKey(call.PageId, person)) is { Channel: Channel.Messenger } contact
            ? Refusal(call, contact)
            : GraphReply.Bad("recipient_unknown");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
