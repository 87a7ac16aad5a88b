namespace Parley.Policy;

/// <summary>Which acts of a person open the standard window, as a set; an edition names its own.</summary>
/// <remarks>Acts without a bit here never open anything, in no edition.</remarks>
[Flags]
public enum Openers
{
    /// <summary>Nothing opens.</summary>
    None = 0,

    /// <summary>Messages and taps; they share one clock, which is also the anchor of the seven-day lanes.</summary>
    MessageOrTap = 1 << 0,

    /// <summary><see cref="PersonAct.PluginOptIn"/>.</summary>
    PluginOptIn = 1 << 1,

    /// <summary><see cref="PersonAct.MessengerLink"/>.</summary>
    MessengerLink = 1 << 2,

    /// <summary><see cref="PersonAct.InstagramLink"/>.</summary>
    InstagramLink = 1 << 3,

    /// <summary><see cref="PersonAct.Reaction"/>.</summary>
    Reaction = 1 << 4,

    /// <summary><see cref="PersonAct.LoginConnect"/>.</summary>
    LoginConnect = 1 << 5,

    /// <summary><see cref="PersonAct.MessageRequestAccepted"/>.</summary>
    MessageRequest = 1 << 6,
}

/// <summary>One clock per kind of opening act: when it last happened. One state answers for every edition.</summary>
/// <remarks>
/// INVARIANT: a clock only moves forward, so late, duplicate and disordered events give the same state.
/// </remarks>
public readonly record struct OpenerClocks
{
    /// <summary>Nothing has happened.</summary>
    public static readonly OpenerClocks Silent = new()
    {
        MessageOrTap = Moment.Never,
        PluginOptIn = Moment.Never,
        MessengerLink = Moment.Never,
        InstagramLink = Moment.Never,
        Reaction = Moment.Never,
        LoginConnect = Moment.Never,
        MessageRequest = Moment.Never,
        AdClicked = Moment.Never,
        AdMessage = Moment.Never,
    };

    /// <summary>Last message or tap: also the anchor of the seven-day lanes.</summary>
    public Moment MessageOrTap { get; init; }

    /// <summary>Last plugin opt-in.</summary>
    public Moment PluginOptIn { get; init; }

    /// <summary>Last m.me link with a ref.</summary>
    public Moment MessengerLink { get; init; }

    /// <summary>Last ig.me link.</summary>
    public Moment InstagramLink { get; init; }

    /// <summary>Last reaction put.</summary>
    public Moment Reaction { get; init; }

    /// <summary>Last login connect.</summary>
    public Moment LoginConnect { get; init; }

    /// <summary>Last message request accepted.</summary>
    public Moment MessageRequest { get; init; }

    /// <summary>Last click on an ad that leads to the thread. Opens nothing.</summary>
    public Moment AdClicked { get; init; }

    /// <summary>Whether no message was learned yet that follows that click.</summary>
    public bool AdAwaits { get; init; }

    /// <summary>Last message that was the first one after an ad click.</summary>
    public Moment AdMessage { get; init; }

    /// <summary>These clocks after one more act; an act that opens nothing leaves them as they are.</summary>
    public OpenerClocks After(PersonAct act, Moment at, bool followsAd) => act switch
    {
        PersonAct.Message => (this with { MessageOrTap = Moment.Later(MessageOrTap, at) }).WithAdMessage(at, followsAd),
        PersonAct.AdClick when at > AdClicked => this with
        {
            AdClicked = at,
            AdMessage = MessageOrTap > at ? Moment.Later(AdMessage, MessageOrTap) : AdMessage,
            AdAwaits = MessageOrTap <= at,
        },
        PersonAct.Tap => this with { MessageOrTap = Moment.Later(MessageOrTap, at) },
        PersonAct.PluginOptIn => this with { PluginOptIn = Moment.Later(PluginOptIn, at) },
        PersonAct.MessengerLink => this with { MessengerLink = Moment.Later(MessengerLink, at) },
        PersonAct.InstagramLink => this with { InstagramLink = Moment.Later(InstagramLink, at) },
        PersonAct.Reaction => this with { Reaction = Moment.Later(Reaction, at) },
        PersonAct.LoginConnect => this with { LoginConnect = Moment.Later(LoginConnect, at) },
        PersonAct.MessageRequestAccepted => this with { MessageRequest = Moment.Later(MessageRequest, at) },
        _ => this,
    };

    /// <summary>The latest act among those that count, and which kind it was.</summary>
    public (Moment At, Openers By) Latest(Openers counting)
    {
        var latest = (At: Moment.Never, By: Openers.None);
        Consider(ref latest, counting, Openers.MessageOrTap, MessageOrTap);
        Consider(ref latest, counting, Openers.Reaction, Reaction);
        Consider(ref latest, counting, Openers.MessengerLink, MessengerLink);
        Consider(ref latest, counting, Openers.InstagramLink, InstagramLink);
        Consider(ref latest, counting, Openers.PluginOptIn, PluginOptIn);
        Consider(ref latest, counting, Openers.LoginConnect, LoginConnect);
        Consider(ref latest, counting, Openers.MessageRequest, MessageRequest);
        return latest;
    }

    private OpenerClocks WithAdMessage(Moment at, bool followsAd)
    {
        if (followsAd) return this with { AdMessage = Moment.Later(AdMessage, at), AdAwaits = false };
        return AdAwaits && at >= AdClicked
            ? this with { AdMessage = Moment.Later(AdMessage, at), AdAwaits = false }
            : this;
    }

    private static void Consider(ref (Moment At, Openers By) latest, Openers counting, Openers kind, Moment at)
    {
        if ((counting & kind) != 0 && at > latest.At) latest = (at, kind);
    }
}
