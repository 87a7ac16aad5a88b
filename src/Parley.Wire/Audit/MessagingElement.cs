using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>Reads one element of <c>messaging</c> or <c>standby</c>.</summary>
internal sealed class MessagingElement(Cast cast, Func<string, bool> isStopWord)
{
    private readonly StopWords stopWords = new(isStopWord);

    /// <exception cref="LogFault">It cannot be read.</exception>
    public void Read(in MessagingParts parts, Scene scene)
    {
        if (PersonOf(in parts, scene) is not { } person) return;
        var told = new Told(scene, person, scene.When(parts.Timestamp));
        var read = Message(parts.Message, told)
            || Postback(parts.Postback, told)
            || OptIns.Read(in parts, told)
            || Reaction(parts.Reaction, told)
            || Referral(parts.Referral, told);
        if (!parts.OptIn.Exists() && parts.AcceptsRequest) Act(told, PersonAct.MessageRequestAccepted);
        if (!read) Other(in parts, told);
    }

    /// <summary>Whoever stands in an event is known to the page; the event itself changes nothing.</summary>
    public static void Know(Scene scene, long person, Moment at) => Act(new Told(scene, person, at), PersonAct.Read);

    // The sender of what the page wrote is the page: the person is the other one.
    private long? PersonOf(in MessagingParts parts, Scene scene)
    {
        if (parts.Sender.Text("user_ref"u8) is { } guest) return cast.Named("ref:" + guest);
        if (parts.OptIn.Text("user_ref"u8) is { } reference) return cast.Named("ref:" + reference);
        return Named(parts.Sender, scene) ?? Named(parts.Recipient, scene);
    }

    private long? Named(JsonElement who, Scene scene)
    {
        var id = who.Member("id"u8);
        if (id.Id() is > 0 and var person)
            return person == scene.Account || person == scene.Page.Id.Value ? null : person;
        return id.Text() is { Length: > 0 } name ? cast.Named("id:" + name) : null;
    }

    private bool Message(JsonElement element, Told told)
    {
        if (!element.IsObject()) return false;
        var message = new MessageParts(element);
        if (message.IsEcho) return told.Add(told.Acted(PersonAct.Read), News.Echo, message.Mid);
        if (message.IsDeleted) return Act(told, PersonAct.Unsend);
        var acted = told.Acted(PersonAct.Message, IsAd(message.Referral), stopWords.Has(message.Text));
        var says = message.Text.ValueKind is JsonValueKind.String or JsonValueKind.Number;
        return told.Add(acted, says ? News.Input : News.Plain, message.Mid);
    }

    private bool Postback(JsonElement postback, Told told)
    {
        if (!postback.IsObject()) return false;
        if (IsAd(postback.Member("referral"u8))) Act(told, PersonAct.AdClick);
        var title = postback.Member("title"u8);
        var acted = told.Acted(PersonAct.Tap, followsAd: false, stopWords.Has(title));
        var starts = IsGetStarted(title.Text()) || IsGetStarted(postback.Text("payload"u8));
        return told.Add(acted, starts ? News.GetStarted : News.Input, postback.Member("mid"u8));
    }

    private static bool Reaction(JsonElement reaction, Told told) => reaction.IsObject()
        && Act(told, reaction.Word("action"u8) is "unreact" ? PersonAct.Unreaction : PersonAct.Reaction);

    private static bool Referral(JsonElement referral, Told told)
    {
        if (!referral.IsObject()) return false;
        Know(told.Scene, told.Person, told.At);
        if (referral.Word("type"u8) is { } type && type.StartsWith("lead_", StringComparison.Ordinal))
            return Act(told, PersonAct.Message);
        if (IsAd(referral)) return Act(told, PersonAct.AdClick);
        if (referral.Word("source"u8) is "customer_chat_plugin") return true;
        var act = told.Scene.Channel is Channel.Instagram ? PersonAct.InstagramLink
            : referral.Text("ref"u8) is { Length: > 0 } ? PersonAct.MessengerLink
            : PersonAct.BareMessengerLink;
        return told.Add(told.Acted(act), News.LinkToThread, default);
    }

    private static void Other(in MessagingParts parts, Told told) => Act(
        told,
        parts.Edit.Exists() ? PersonAct.Edit
        : parts.Feedback.Exists() ? PersonAct.Feedback
        : parts.AccountLinking.Exists() ? PersonAct.AccountLinking
        : parts.Order.Exists() ? PersonAct.Message
        : PersonAct.Read);

    private static bool Act(Told told, PersonAct act) => told.Add(told.Acted(act), News.Plain, default);

    private static bool IsAd(JsonElement referral) =>
        referral.IsObject() && (referral.Word("source"u8) is "ads" || referral.Member("ad_id"u8).Exists());

    // Its letters alone, whatever stands between them.
    private static bool IsGetStarted(string? text)
    {
        const string letters = "getstarted";
        if (text is null or { Length: > 32 }) return false;
        var found = 0;
        foreach (var one in text)
        {
            if (!char.IsAsciiLetter(one)) continue;
            if (found == letters.Length || char.ToLowerInvariant(one) != letters[found]) return false;
            found++;
        }

        return found == letters.Length;
    }
}

/// <summary>Who did something, and when.</summary>
internal readonly record struct Told(Scene Scene, long Person, Moment At)
{
    public AuditedPage Page => Scene.Page;

    public Instant Happened => Instant.FromUnixTimeMilliseconds(At.Milliseconds);

    public ThreadEvent.PersonActed Acted(PersonAct act, bool followsAd = false, bool saysStop = false) =>
        new(Happened, Scene.Channel, act) { FollowsAd = followsAd, SaysStop = saysStop };

    /// <summary>One more event of the body; answers true.</summary>
    public bool Add(ThreadEvent happened, News news, JsonElement mid)
    {
        Scene.Into.Events.Add(new Heard(Page, Person, happened, news, mid.Hash()));
        return true;
    }
}
