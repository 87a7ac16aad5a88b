using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>What a journal row means to the policy. The live path and the replay both read rows through here.</summary>
public static class StoredEvents
{
    /// <summary>The state after one more row.</summary>
    public static ThreadState Evolve(in ThreadState state, StoredEvent row) =>
        ToThreadEvent(row) is { } happened ? ThreadState.Evolve(in state, happened) : state;

    /// <summary>The kernel's event of a row, or null if the row changes no policy state.</summary>
    public static ThreadEvent? ToThreadEvent(StoredEvent row) =>
        ToThreadEvent(row.Kind, row.Channel, row.At, row.Body.Span, row.Seq);

    /// <summary>What the policy calls a comment or post: the number of the row that tells it.</summary>
    public static string NameOf(long seq) => seq.ToString(CultureInfo.InvariantCulture);

    /// <summary>The kernel's event of a row just appended, or null if it changes no policy state.</summary>
    /// <param name="kind">What the row tells.</param>
    /// <param name="channel">The thread's channel.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="body">The stored body of <paramref name="kind"/>.</param>
    /// <param name="seq">The row's number.</param>
    /// <exception cref="StoreException">The row is of a kind this build does not know, or has no instant.</exception>
    public static ThreadEvent? ToThreadEvent(
        EventKind kind, Channel channel, Moment at, ReadOnlySpan<byte> body, long seq)
    {
        var happened = at.ToInstant() ?? throw new StoreException("A journal row has no instant.");
        return kind switch
        {
            EventKind.Message => Said(happened, channel, PersonAct.Message, body),
            EventKind.Postback => Said(happened, channel, PersonAct.Tap, body),
            EventKind.Reaction => new ThreadEvent.PersonActed(happened, channel, PersonAct.Reaction),
            EventKind.Unreaction => new ThreadEvent.PersonActed(happened, channel, PersonAct.Unreaction),
            EventKind.Link => new ThreadEvent.PersonActed(happened, channel, LinkOf(channel, body)),
            EventKind.Read => new ThreadEvent.PersonActed(happened, channel, PersonAct.Read),
            EventKind.LoginConnected => new ThreadEvent.PersonActed(happened, channel, PersonAct.LoginConnect),
            EventKind.MarketingStopped => new ThreadEvent.MarketingStopped(happened),
            EventKind.OptedOut => new ThreadEvent.OptOutChanged(happened, Out: true),
            EventKind.OptedIn => new ThreadEvent.OptOutChanged(happened, Out: false),
            EventKind.BusinessBlocked => new ThreadEvent.PageBlockChanged(happened, Blocks: true),
            EventKind.BusinessUnblocked => new ThreadEvent.PageBlockChanged(happened, Blocks: false),
            EventKind.Blocked or EventKind.MessagesOff => new ThreadEvent.Blocked(happened),
            EventKind.Unblocked => new ThreadEvent.Unblocked(happened),
            EventKind.Muted => new ThreadEvent.Muted(happened),
            EventKind.Unmuted => new ThreadEvent.Unmuted(happened),
            EventKind.OneTimeOptIn or EventKind.RecurringOptIn or EventKind.TopicStopped or EventKind.TopicResumed =>
                StoredOptIns.ToThreadEvent(kind, happened, channel, body),
            EventKind.Feedback => new ThreadEvent.PersonActed(happened, channel, PersonAct.Feedback),
            EventKind.Edited => new ThreadEvent.PersonActed(happened, channel, PersonAct.Edit),
            EventKind.Unsent => new ThreadEvent.PersonActed(happened, channel, PersonAct.Unsend),
            EventKind.AccountLinked or EventKind.AccountUnlinked =>
                new ThreadEvent.PersonActed(happened, channel, PersonAct.AccountLinking),
            EventKind.Comment => CommentOf(happened, channel, body, seq),
            EventKind.VisitorPost => new ThreadEvent.Commented(
                happened, channel, NameOf(seq), CommentPlace.VisitorPost, null, ByPage: false),
            EventKind.CommentRemoved => new ThreadEvent.CommentRemoved(happened, NameOf(RowOf(body))),
            EventKind.AdClick => new ThreadEvent.PersonActed(happened, channel, PersonAct.AdClick),
            EventKind.PluginOptIn or EventKind.Checkbox =>
                new ThreadEvent.PersonActed(happened, channel, PersonAct.PluginOptIn),
            EventKind.Placed => new ThreadEvent.PersonPlaced(happened, channel, PlaceOf(body)),
            EventKind.Sent => StoredSends.ToThreadEvent(happened, channel, body),
            EventKind.ControlAssigned or EventKind.ControlPassed or EventKind.ControlTaken
                or EventKind.ControlReleased or EventKind.ControlExtended => ControlOf(happened, body),
            EventKind.ControlRequested or EventKind.RolesChanged => null,
            EventKind.CheckboxTicked or EventKind.Reported or EventKind.Unanswered => null,
            EventKind.AccountLinkOpened => null,
            EventKind.SenderAction or EventKind.Refused or EventKind.Labelled or EventKind.Unlabelled => null,
            _ => throw new StoreException($"A journal row is of kind {(byte)kind}, which this build does not know."),
        };
    }

    // An m.me link counts only with a ref; an ig.me link always does.
    private static PersonAct LinkOf(Channel channel, ReadOnlySpan<byte> body) => channel switch
    {
        Channel.Instagram => PersonAct.InstagramLink,
        Channel.Messenger when HasText(body, "ref"u8) => PersonAct.MessengerLink,
        Channel.Messenger => PersonAct.BareMessengerLink,
        _ => throw new UnreachableException(),
    };

    private static ThreadEvent.PersonActed Said(
        Instant happened, Channel channel, PersonAct act, ReadOnlySpan<byte> body) =>
        new(happened, channel, act)
        {
            SaysStop = IsTrue(body, "says_stop"u8),
            FollowsAd = act is PersonAct.Message && Has(body, "referral"u8),
        };

    private static bool IsTrue(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(body);
        return MoveTo(ref reader, name) && reader.TokenType is JsonTokenType.True;
    }

    private static ThreadEvent.Commented CommentOf(
        Instant happened, Channel channel, ReadOnlySpan<byte> body, long seq)
    {
        var told = JsonSerializer.Deserialize(body, StoredJson.Default.CommentBody)
            ?? throw new StoreException("A journal row of kind comment has no body.");
        return new ThreadEvent.Commented(happened, channel, NameOf(seq), told.Place, told.Post, told.ByPage);
    }

    private static long RowOf(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        return MoveTo(ref reader, "row"u8) && reader.TryGetInt64(out var row) ? row : 0;
    }

    private static Place PlaceOf(ReadOnlySpan<byte> body)
    {
        var placed = JsonSerializer.Deserialize(body, StoredJson.Default.PlaceBody)
            ?? throw new StoreException("A journal row of kind placed has no body.");
        return new Place(placed.Country, placed.Region);
    }

    private static ThreadEvent.ControlChanged ControlOf(Instant happened, ReadOnlySpan<byte> body)
    {
        var told = JsonSerializer.Deserialize(body, StoredJson.Default.ControlBody)
            ?? throw new StoreException("A journal row of control has no body.");
        return new ThreadEvent.ControlChanged(happened, told.Owner ?? 0, Duration.FromMilliseconds(told.Length ?? 0));
    }

    private static bool Has(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(body);
        return MoveTo(ref reader, name);
    }

    private static bool HasText(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(body);
        return MoveTo(ref reader, name) && reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length > 0;
    }

    // Reads one member of the body without building the rest of it.
    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found) return true;
            reader.Skip();
        }

        return false;
    }
}
