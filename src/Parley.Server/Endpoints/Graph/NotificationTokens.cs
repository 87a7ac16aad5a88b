using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Server.Marketing;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Wire;
using PaidLane = Parley.Policy.Lanes.Marketing;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>GET /{page}/notification_message_tokens</c>: who opted in to recurring notifications or subscribed to marketing
/// messages, and by which tokens the page names them.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Marketing messages", Graph API reference "Page Notification
/// Message Tokens". There from the day of recurring notifications on. Nobody here came by a list of customers.
/// </remarks>
internal sealed class NotificationTokens(WorldDirectory world, IShards shards, Subscriptions subscriptions) : IGraphArea
{
    private const string Edge = "notification_message_tokens";
    private const int Usual = 100;
    private const int Most = 1000;
    private const int Step = 500;

    private static readonly LocalDate From = new(2022, 5, 19);

    private static readonly NodeFields<Held> Fields = new("UserPageOneTimeOptInTokenSettings", new()
    {
        ["recipient_id"] = (json, one) => json.WriteString("recipient_id"u8, one.Person.ToString()),
        ["notification_messages_token"] = (json, one) => json.WriteString("notification_messages_token"u8, one.Token),
        ["topic_title"] = (json, one) =>
        {
            if (one.Topic is { } topic) json.WriteString("topic_title"u8, topic.Topic);
        },
        ["notification_messages_frequency"] = (json, one) =>
        {
            if (one.Topic is { Frequency: not Frequency.None } topic)
                json.WriteString("notification_messages_frequency"u8, topic.Frequency.ToString().ToUpperInvariant());
        },
        ["notification_messages_timezone"] = (json, one) =>
            json.WriteString("notification_messages_timezone"u8, one.Topic?.Zone ?? "UTC"),
        ["creation_timestamp"] = (json, one) => json.WriteNumber("creation_timestamp"u8, one.Since.Milliseconds / 1000),
        ["next_eligible_time_for_paid_messaging"] = (json, one) =>
        {
            if (one.NextPaid.Happened)
                json.WriteNumber("next_eligible_time_for_paid_messaging"u8, one.NextPaid.Milliseconds / 1000);
        },
        ["next_eligible_time"] = null,
        ["notification_messages_reoptin"] = null,
        ["token_expiry_timestamp"] = null,
        ["user_token_status"] = null,
        ["custom_audience_ids"] = null,
    })
    {
        Usual =
        [
            "recipient_id", "notification_messages_token", "topic_title", "notification_messages_frequency",
            "notification_messages_timezone", "creation_timestamp", "next_eligible_time_for_paid_messaging",
        ],
    };

    private static readonly Comparer<string> Order = Comparer<string>.Create(
        (left, right) => Held.Read(left).CompareTo(Held.Read(right)));

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        var edge = new GraphEdge<PageId, Held>(Fields, Read)
        {
            NodeId = page => page.ToString(),
            Place = held => held.Place,
            IsPlace = Held.IsPlace,
            Limits = (Usual, Most),
        };
        routes.At(NodeKind.Page, Edge).Get(call => edge.Answer(call, call.PageId));
    }

    private async ValueTask<EdgePage<Held>> Read(GraphCall call, PageId page, EdgeQuery query)
    {
        if (world.EditionOf(page, call.Now).Day < From)
            return EdgePage<Held>.Refused(GraphReply.Bad("path_unknown", Edge));
        if (Permissions.RefuseSend(call.App.Permissions, Channel.Messenger, false) is { } lacking)
            return EdgePage<Held>.Refused(GraphReply.Bad(lacking));
        var once = false;
        if (query["do_not_return_duplicates"] is { IsAbsent: false } asked
            && !asked.TryBoolean("do_not_return_duplicates", out once, out var error))
            return EdgePage<Held>.Refused(GraphReply.Bad(error));
        if (!query["custom_audience_ids"].IsAbsent) return new EdgePage<Held>([], false, false);
        if (query.Before is not null || query.Summary)
            return EdgePage<Held>.Of(await List(page, null, int.MaxValue, once), held => held.Place, Order, query);
        return EdgePage<Held>.Forward(await List(page, query.After, query.Limit + 1, once), query);
    }

    // In order of people; whoever holds several tokens comes several times.
    private async ValueTask<List<Held>> List(PageId page, string? after, int most, bool once)
    {
        var (found, from) = (new List<Held>(), after is null ? default : new Psid(Held.Read(after).Person - 1));
        while (found.Count < most)
        {
            var people = await shards.List(page, from, Step);
            found.AddRange(people.SelectMany(person => Of(person, once))
                .Where(held => after is null || Order.Compare(held.Place, after) > 0));
            if (people.Count < Step) break;
            from = people[^1].Thread.Person;
        }

        return found.Count > most ? found[..most] : found;
    }

    private IEnumerable<Held> Of(ThreadView person, bool once)
    {
        var state = person.State;
        if (!Subscriptions.Subscribes(in state)) return [];
        var next = PaidLane.EligibleFrom(state.Promises);
        var held = Subscriptions.TopicsOf(state)
            .Select((topic, at) => new Held(person.Thread.Person, at, topic.Token, topic, topic.OptedIn, next))
            .ToList();
        if (held.Count == 0)
        {
            var token = subscriptions.TokenOf(person.Thread);
            held.Add(new Held(person.Thread.Person, 0, token, null, state.Clocks.AdMessage, next));
        }

        return once ? held.Take(1) : held;
    }

    private sealed record Held(
        Psid Person, int Index, string Token, RecurringToken? Topic, Moment Since, Moment NextPaid)
    {
        public string Place => string.Create(CultureInfo.InvariantCulture, $"{Person}.{Index}");

        public static bool IsPlace(string text) =>
            text.Split('.') is [var person, var index]
            && Psid.TryParse(person, out _)
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _);

        public static (long Person, int Index) Read(string place)
        {
            var cut = place.IndexOf('.', StringComparison.Ordinal);
            return (
                long.Parse(place.AsSpan(0, cut), CultureInfo.InvariantCulture),
                int.Parse(place.AsSpan(cut + 1), CultureInfo.InvariantCulture));
        }
    }
}
