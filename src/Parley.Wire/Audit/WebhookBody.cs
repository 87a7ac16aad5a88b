using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>
/// Reads a webhook body into events: both objects, batches, <c>messaging</c>, <c>standby</c> and <c>changes</c>. A body
/// that cannot be read as a whole yields nothing.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Webhooks" and Instagram "Webhooks".</remarks>
internal sealed class WebhookBody
{
    private readonly Cast cast;
    private readonly MessagingElement elements;
    private readonly ChangeElement changes;

    public WebhookBody(Cast cast, Func<string, bool> isStopWord)
    {
        this.cast = cast;
        elements = new MessagingElement(cast, isStopWord, Events);
        changes = new ChangeElement(cast, Events);
    }

    /// <summary>The events of the body read last.</summary>
    public List<Heard> Events { get; } = [];

    /// <summary>What the platform said of the account's right to send, with the account's page and channel.</summary>
    public List<(AuditedPage Page, Restriction Restriction)> Enforced { get; } = [];

    /// <summary>Reads a body.</summary>
    /// <exception cref="LogFault">It cannot be read.</exception>
    public void Read(JsonElement body)
    {
        Events.Clear();
        Enforced.Clear();
        var channel = body.Word("object"u8) switch
        {
            "page" => Channel.Messenger,
            "instagram" => Channel.Instagram,
            _ => throw new LogFault("`received.object` must be page or instagram"),
        };
        var entries = body.Member("entry"u8);
        if (entries.ValueKind is not JsonValueKind.Array) throw new LogFault("`received.entry` must be a list");
        foreach (var entry in entries.EnumerateArray()) ReadEntry(entry, channel);
    }

    private void ReadEntry(JsonElement entry, Channel channel)
    {
        var account = entry.Member("id"u8).Id();
        if (account == 0) throw new LogFault("`received.entry[].id` must be an id of 1 to 18 digits");
        var page = channel is Channel.Messenger
            ? cast.Page(new PageId(account))
            : cast.PageOfInstagram(account);
        var scene = new Scene(page, account, channel, entry.Stamp("time"u8));
        foreach (var element in entry.Member("messaging"u8).Items()) ReadMessaging(element, scene);
        foreach (var element in entry.Member("standby"u8).Items()) ReadMessaging(element, scene);
        foreach (var change in entry.Member("changes"u8).Items()) changes.Read(change, scene);
        foreach (var call in entry.Member("calls"u8).Items())
        {
            if (call.Member("from"u8).Id() is > 0 and var person && person != account)
                elements.Know(scene, person, scene.When(call));
        }

        // One Instagram page of the reference shows field and value on the entry itself.
        if (entry.Member("field"u8).Exists()) changes.Read(entry, scene);
    }

    private void ReadMessaging(JsonElement element, Scene scene)
    {
        if (!element.IsObject()) throw new LogFault("`received.entry[].messaging` must hold objects");
        var enforcement = element.Member("policy_enforcement"u8);
        if (!enforcement.Exists()) enforcement = element.Member("policy-enforcement"u8);
        if (enforcement.Exists()) Enforce(enforcement.Word("action"u8), scene, scene.When(element));
        else elements.Read(element, scene);
    }

    private void Enforce(string? action, Scene scene, Moment at)
    {
        if (action is not ("block" or "unblock")) return;
        var until = action is "block" ? Moment.Never : at;
        Enforced.Add((scene.Page, new Restriction(Restriction.All, scene.Channel, at, until)));
    }
}

/// <summary>What surrounds an event in a body.</summary>
/// <param name="Page">The page.</param>
/// <param name="Account">The id of the page or of its Instagram account.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Posted">When the entry was posted, or null.</param>
internal readonly record struct Scene(AuditedPage Page, long Account, Channel Channel, Moment? Posted)
{
    /// <summary>When an element happened: its own timestamp, else the entry's.</summary>
    /// <exception cref="LogFault">There is neither.</exception>
    public Moment When(JsonElement element) =>
        element.Stamp("timestamp"u8) ?? Posted
            ?? throw new LogFault("an event has no `timestamp`, and its entry no `time`");
}
