using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Policy;

/// <summary>
/// Which of a page's apps a thread belongs to: who may write into it, who hears the person, and what becomes of a wish
/// to have it. A thread is idle where nobody holds it; then it is the default app's if the page has one, else
/// everybody's.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Conversation Routing" and its APIs, "Handover protocol",
/// "messaging_handovers"; Instagram "Conversation Routing". Our readings: a page's one default app is also the primary
/// receiver of older texts; on an idle thread a request goes to the default app and is granted at once where there is
/// none; a message under HUMAN_AGENT takes control for an app that may.
/// </remarks>
public static class Routing
{
    /// <summary>The longest an owner may extend its hold.</summary>
    public static readonly Duration LongestHold = Duration.FromDays(7);

    /// <summary>The app that holds a thread, or 0 for an idle one.</summary>
    public static long OwnerOf(in ThreadState thread, Moment now) =>
        thread.Control is { } control && control.Held.Contains(now) ? control.App : 0;

    /// <summary>
    /// The app that is spoken to in a thread: its owner, else the default app; 0 = every app of the page.
    /// </summary>
    public static long ListenerOf(in ThreadState thread, long defaultApp, Moment now) =>
        OwnerOf(in thread, now) is not 0 and var owner ? owner : defaultApp;

    /// <summary>Whether nobody else's control is in the way of a send.</summary>
    public static bool MayWrite(in ThreadState thread, Standing page, in SendRequest request, Moment now)
    {
        if (page.DefaultApp == 0 && thread.Control is null) return true;
        return page.App == 0
            || ListenerOf(in thread, page.DefaultApp, now) is var listener && (listener == 0 || listener == page.App)
            || Takes(page, in request);
    }

    /// <summary>Whether an accepted send takes control of a thread that is not its app's.</summary>
    public static bool TakesControl(in ThreadState thread, Standing page, in SendRequest request, Moment now) =>
        Takes(page, in request)
        && request.Kind is SendKind.Message
        && OwnerOf(in thread, now) != page.App;

    /// <summary>Whether a word of the person makes the default app the owner: the thread is idle.</summary>
    public static bool FallsToDefault(in ThreadState thread, long defaultApp, Moment now) =>
        defaultApp != 0 && OwnerOf(in thread, now) == 0;

    /// <summary>What becomes of a wish of <see cref="Standing.App"/>.</summary>
    public static ControlVerdict Judge(in ThreadState thread, Standing page, in ControlWish wish, Moment now)
    {
        var owner = OwnerOf(in thread, now);
        var isOwner = owner == page.App;
        return wish.Act switch
        {
            ControlAct.Pass => Pass(owner, page, wish.Target),
            ControlAct.Take when isOwner => Refused(ControlRefusal.AlreadyOwner),
            ControlAct.Take when page.DefaultApp != 0 && (page.App == page.DefaultApp || page.MayTakeControl) =>
                new(ControlRefusal.None, ControlAct.Take, owner, page.App, Control.Usual),
            ControlAct.Take => Refused(ControlRefusal.NotAllowed),
            ControlAct.Request when isOwner => Refused(ControlRefusal.AlreadyOwner),
            ControlAct.Request => Request(in thread, page, now),
            ControlAct.Release when isOwner => new(ControlRefusal.None, ControlAct.Release, owner, 0, Duration.Zero),
            ControlAct.Extend when isOwner => new(ControlRefusal.None, ControlAct.Extend, owner, owner, wish.Length),
            ControlAct.Release or ControlAct.Extend => Refused(ControlRefusal.NotOwner),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static bool Takes(Standing page, in SendRequest request) =>
        page is { MayTakeControl: true, DefaultApp: not 0 } && request.Tag is HumanAgent.Tag;

    private static ControlVerdict Pass(long owner, Standing page, long target)
    {
        if (owner != 0 && owner != page.App) return Refused(ControlRefusal.NotOwner);
        if (target == 0) target = page.DefaultApp;
        return target == 0 ? Refused(ControlRefusal.NoTarget)
            : target == owner ? Refused(ControlRefusal.AlreadyOwner)
            : new(ControlRefusal.None, ControlAct.Pass, owner, target, Control.Usual);
    }

    private static ControlVerdict Request(in ThreadState thread, Standing page, Moment now)
    {
        var listener = ListenerOf(in thread, page.DefaultApp, now);
        return listener == 0 || listener == page.App
            ? new(ControlRefusal.None, ControlAct.Pass, 0, page.App, Control.Usual)
            : new(ControlRefusal.None, ControlAct.Request, listener, listener, Duration.Zero);
    }

    private static ControlVerdict Refused(ControlRefusal why) => new(why, default, 0, 0, Duration.Zero);
}

/// <summary>What an app can wish for.</summary>
public enum ControlAct : byte
{
    /// <summary>That another app has the thread.</summary>
    Pass = 0,

    /// <summary>That it has the thread itself, at once.</summary>
    Take = 1,

    /// <summary>That the owner gives it the thread.</summary>
    Request = 2,

    /// <summary>That nobody has the thread.</summary>
    Release = 3,

    /// <summary>That it keeps the thread for longer.</summary>
    Extend = 4,
}

/// <summary>A wish to have, give or keep a thread.</summary>
/// <param name="Act">Which.</param>
public readonly record struct ControlWish(ControlAct Act)
{
    /// <summary>Whom a thread is passed to; 0 = the default app.</summary>
    public long Target { get; init; }

    /// <summary>How long it is kept from now on, of an extension.</summary>
    public Duration Length { get; init; }
}

/// <summary>Why a wish is not granted.</summary>
public enum ControlRefusal : byte
{
    /// <summary>It is granted.</summary>
    None = 0,

    /// <summary>The app does not own the thread.</summary>
    NotOwner = 1,

    /// <summary>The app may not take control here.</summary>
    NotAllowed = 2,

    /// <summary>The app that should have it has it already.</summary>
    AlreadyOwner = 3,

    /// <summary>Nobody was named, and the page has no default app.</summary>
    NoTarget = 4,
}

/// <summary>What becomes of a wish.</summary>
/// <param name="Refusal">Why not, or none.</param>
/// <param name="Becomes">What happens: a request that is granted at once is a passing.</param>
/// <param name="Previous">Who had the thread, or who is asked for it; 0 = nobody.</param>
/// <param name="Owner">Who has it then; 0 = nobody.</param>
/// <param name="Length">How long from now on, if the person stays silent.</param>
public readonly record struct ControlVerdict(
    ControlRefusal Refusal, ControlAct Becomes, long Previous, long Owner, Duration Length);
