using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>
/// Reads a webhook body into events: both objects, batches, <c>messaging</c>, <c>standby</c> and <c>changes</c>. A body
/// that cannot be read as a whole yields nothing.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Webhooks" and Instagram "Webhooks".</remarks>
internal sealed class WebhookBody(Cast cast, Func<string, bool> isStopWord)
{
    private readonly MessagingElement elements = new(cast, isStopWord);
    private readonly ChangeElement changes = new(cast);

    /// <summary>Reads a body.</summary>
    /// <exception cref="LogFault">It cannot be read.</exception>
    public void Read(JsonElement body, ReceivedLine into)
    {
        into.Clear();
        var channel = body.Word("object"u8) switch
        {
            "page" => Channel.Messenger,
            "instagram" => Channel.Instagram,
            _ => throw new LogFault("`received.object` must be page or instagram"),
        };
        var entries = body.Member("entry"u8);
        if (entries.ValueKind is not JsonValueKind.Array) throw new LogFault("`received.entry` must be a list");
        foreach (var entry in entries.EnumerateArray()) ReadEntry(entry, channel, into);
    }

    private void ReadEntry(JsonElement element, Channel channel, ReceivedLine into)
    {
        var entry = new EntryParts(element);
        var account = entry.Id.Id();
        if (account == 0) throw new LogFault("`received.entry[].id` must be an id of 1 to 18 digits");
        var page = channel is Channel.Messenger
            ? cast.Page(new PageId(account))
            : cast.PageOfInstagram(account);
        var scene = new Scene(page, account, channel, entry.Time.Stamp(), into);
        foreach (var one in entry.Messaging.Items()) ReadMessaging(one, scene);
        foreach (var one in entry.Standby.Items()) ReadMessaging(one, scene);
        foreach (var change in entry.Changes.Items()) changes.Read(change, scene);
        foreach (var call in entry.Calls.Items())
        {
            if (call.Member("from"u8).Id() is > 0 and var person && person != account)
                MessagingElement.Know(scene, person, scene.When(call.Member("timestamp"u8)));
        }

        // One Instagram page of the reference shows field and value on the entry itself.
        if (entry.Field.Exists()) changes.Read(element, scene);
    }

    private void ReadMessaging(JsonElement element, Scene scene)
    {
        if (!element.IsObject()) throw new LogFault("`received.entry[].messaging` must hold objects");
        var parts = new MessagingParts(element);
        if (parts.Enforcement.Exists())
            Enforce(parts.Enforcement.Word("action"u8), scene, scene.When(parts.Timestamp));
        else elements.Read(parts, scene);
    }

    private static void Enforce(string? action, Scene scene, Moment at)
    {
        if (action is not ("block" or "unblock")) return;
        var until = action is "block" ? Moment.Never : at;
        scene.Into.Enforced.Add((scene.Page, new Restriction(Restriction.All, scene.Channel, at, until)));
    }
}

/// <summary>What surrounds an event in a body.</summary>
/// <param name="Page">The page.</param>
/// <param name="Account">The id of the page or of its Instagram account.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Posted">When the entry was posted, or null.</param>
/// <param name="Into">Where what is read goes.</param>
internal readonly record struct Scene(
    AuditedPage Page, long Account, Channel Channel, Moment? Posted, ReceivedLine Into)
{
    /// <summary>When an element happened: its own timestamp, else the entry's.</summary>
    /// <exception cref="LogFault">There is neither.</exception>
    public Moment When(JsonElement timestamp) =>
        timestamp.Stamp() ?? Posted
            ?? throw new LogFault("an event has no `timestamp`, and its entry no `time`");
}
