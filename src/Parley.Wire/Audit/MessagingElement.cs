using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>Reads one element of <c>messaging</c> or <c>standby</c>.</summary>
internal sealed class MessagingElement(Cast cast, Func<string, bool> isStopWord, List<Heard> events)
{
    /// <exception cref="LogFault">It cannot be read.</exception>
    public void Read(JsonElement element, Scene scene)
    {
        if (PersonOf(element, scene) is not { } person) return;
        var told = new Told(scene, person, scene.When(element));
        var read = Message(element.Member("message"u8), told)
            || Postback(element.Member("postback"u8), told)
            || OptIns.Read(element, told, events)
            || Reaction(element.Member("reaction"u8), told)
            || Referral(element.Member("referral"u8), told);
        if (element.Word("message_request"u8) is "accept" && !element.Member("optin"u8).Exists())
            Act(told, PersonAct.MessageRequestAccepted);
        if (!read) Other(element, told);
    }

    /// <summary>Whoever stands in an event is known to the page; the event itself changes nothing.</summary>
    public void Know(Scene scene, long person, Moment at) => Act(new Told(scene, person, at), PersonAct.Read);

    // The sender of what the page wrote is the page: the person is the other one.
    private long? PersonOf(JsonElement element, Scene scene)
    {
        var sender = element.Member("sender"u8);
        if (sender.Text("user_ref"u8) is { } guest) return cast.Named("ref:" + guest);
        if (element.Member("optin"u8).Text("user_ref"u8) is { } reference) return cast.Named("ref:" + reference);
        return Named(sender, scene) ?? Named(element.Member("recipient"u8), scene);
    }

    private long? Named(JsonElement who, Scene scene)
    {
        var id = who.Member("id"u8);
        if (id.Id() is > 0 and var person)
            return person == scene.Account || person == scene.Page.Id.Value ? null : person;
        return id.Text() is { Length: > 0 } name ? cast.Named("id:" + name) : null;
    }

    private bool Message(JsonElement message, Told told)
    {
        if (!message.IsObject()) return false;
        var mid = message.Text("mid"u8);
        if (message.Member("is_echo"u8).ValueKind is JsonValueKind.True)
        {
            events.Add(new Heard(told.Page, told.Person, told.Acted(PersonAct.Read), News.Echo, mid));
            return true;
        }

        if (message.Member("is_deleted"u8).ValueKind is JsonValueKind.True) return Act(told, PersonAct.Unsend);
        var text = message.Text("text"u8);
        var acted = told.Acted(PersonAct.Message) with
        {
            FollowsAd = IsAd(message.Member("referral"u8)),
            SaysStop = text is not null && isStopWord(text),
        };
        events.Add(new Heard(told.Page, told.Person, acted, text is null ? News.Plain : News.Input, mid));
        return true;
    }

    private bool Postback(JsonElement postback, Told told)
    {
        if (!postback.IsObject()) return false;
        if (IsAd(postback.Member("referral"u8))) Act(told, PersonAct.AdClick);
        var title = postback.Text("title"u8);
        var acted = told.Acted(PersonAct.Tap) with { SaysStop = title is not null && isStopWord(title) };
        var news = IsGetStarted(title) || IsGetStarted(postback.Text("payload"u8)) ? News.GetStarted : News.Input;
        events.Add(new Heard(told.Page, told.Person, acted, news, postback.Text("mid"u8)));
        return true;
    }

    private bool Reaction(JsonElement reaction, Told told) => reaction.IsObject()
        && Act(told, reaction.Word("action"u8) is "unreact" ? PersonAct.Unreaction : PersonAct.Reaction);

    private bool Referral(JsonElement referral, Told told)
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
        events.Add(new Heard(told.Page, told.Person, told.Acted(act), News.LinkToThread, null));
        return true;
    }

    private void Other(JsonElement element, Told told)
    {
        var act = element.Member("message_edit"u8).Exists() ? PersonAct.Edit
            : element.Member("messaging_feedback"u8).Exists() ? PersonAct.Feedback
            : element.Member("account_linking"u8).Exists() ? PersonAct.AccountLinking
            : element.Member("order"u8).Exists() ? PersonAct.Message
            : PersonAct.Read;
        Act(told, act);
    }

    private bool Act(Told told, PersonAct act)
    {
        events.Add(new Heard(told.Page, told.Person, told.Acted(act), News.Plain, null));
        return true;
    }

    private static bool IsAd(JsonElement referral) =>
        referral.IsObject() && (referral.Word("source"u8) is "ads" || referral.Member("ad_id"u8).Exists());

    private static bool IsGetStarted(string? text) => text is { Length: <= 32 }
        && string.Concat(text.Where(char.IsAsciiLetter)).Equals("getstarted", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Who did something, and when.</summary>
internal readonly record struct Told(Scene Scene, long Person, Moment At)
{
    public AuditedPage Page => Scene.Page;

    public Instant Happened => Instant.FromUnixTimeMilliseconds(At.Milliseconds);

    public ThreadEvent.PersonActed Acted(PersonAct act) => new(Happened, Scene.Channel, act);
}
