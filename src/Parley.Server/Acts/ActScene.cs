using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.Profiles;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>Where an act would happen: the thread as it stands, and its messages.</summary>
/// <param name="channel">The channel.</param>
/// <param name="view">The thread as committed, or null if nothing ever happened in it.</param>
/// <param name="journal">Where its messages are.</param>
/// <param name="mids">Reads message ids.</param>
internal sealed class ActScene(Channel channel, ThreadView? view, IJournal journal, Mids mids)
{
    private const int Step = 64;
    private const Openers AnyOpener = (Openers)(-1);

    /// <summary>The channel.</summary>
    public Channel Channel => channel;

    /// <summary>When the act would happen.</summary>
    public required Instant At { get; init; }

    /// <summary>The edition the page's sends are judged by then.</summary>
    public required Edition Edition { get; init; }

    /// <summary>Makes notification tokens.</summary>
    public required OptInTokens Tokens { get; init; }

    /// <summary>The page.</summary>
    public required PageRecord Page { get; init; }

    /// <summary>Who acts.</summary>
    public required PersonRecord Person { get; init; }

    /// <summary>The thread's newest row; 0 if nothing ever happened.</summary>
    public long Head => view?.Head ?? 0;

    /// <summary>The thread, or null if the page has no id for the person yet.</summary>
    public ThreadKey? Thread { get; init; }

    /// <summary>The page's posts, and whatever people wrote under them.</summary>
    public required PostBoard Posts { get; init; }

    /// <summary>Reads account linking tokens.</summary>
    public required AccountLinks Links { get; init; }

    /// <summary>The page's id.</summary>
    public PageId PageId => new(Page.Id);

    /// <summary>Makes references of checkboxes.</summary>
    public required UserRefs References { get; init; }

    /// <summary>What pages offer people to tap outside the thread.</summary>
    public required ProfileBook Profiles { get; init; }

    /// <summary>The page's record of what the person attaches, or null: then its address stands for it.</summary>
    public AttachmentRecord? Brought { get; set; }

    /// <summary>The reference of a checkbox to whose messages this would be the first answer, or null.</summary>
    public string? Prior { get; private init; }

    /// <summary>The same scene after messages to a checkbox's reference.</summary>
    public ActScene After(string prior) => new(channel, view, journal, mids)
    {
        At = At,
        Edition = Edition,
        Tokens = Tokens,
        Page = Page,
        Person = Person,
        Thread = Thread,
        Posts = Posts,
        Links = Links,
        References = References,
        Profiles = Profiles,
        Prior = prior,
    };

    /// <summary>The state as committed; the empty state if nothing ever happened.</summary>
    public ThreadState State => view?.State ?? ThreadState.Empty;

    /// <summary>
    /// The message of this thread a mid names, from either side; null if it is unknown, forged or of another thread.
    /// </summary>
    public StoredEvent? FindMessage(string mid)
    {
        if (view is null || !mids.TryRead(mid, out var thread, out var seq) || thread != view.Thread) return null;
        return journal.Find(view.Shard, seq) is { } row && row.Thread == thread && IsMessage(row) ? row : null;
    }

    /// <summary>
    /// Whether there is a thread: something was said or tapped in it. A comment makes none.
    /// </summary>
    public static bool HasThread(in ThreadState state) =>
        state.LastPageMessage.Happened || state.Clocks.Latest(AnyOpener).At.Happened;

    /// <summary>The ad clicked since the person last wrote, or null.</summary>
    public ReferralBody? AdClicked() => State.Clocks.AdAwaits && NewestFirst()
        .FirstOrDefault(row => row.Kind is EventKind.AdClick) is { } click
            ? JsonSerializer.Deserialize(click.Body.Span, StoredJson.Default.ReferralBody)
            : null;

    /// <summary>The thread's rows, newest first, read as they are asked for.</summary>
    /// <param name="step">How many are read at once.</param>
    public IEnumerable<StoredEvent> NewestFirst(int step = Step) =>
        view is null ? [] : journal.NewestFirst(view.Shard, view.Head, step);

    /// <summary>The thread's rows after one of them, newest first.</summary>
    public IEnumerable<StoredEvent> Since(StoredEvent row) => NewestFirst().TakeWhile(later => later.Seq > row.Seq);

    /// <summary>A row's mid.</summary>
    public string MidOf(StoredEvent row) => mids.For(channel, row.Thread, row.Seq);

    private static bool IsMessage(StoredEvent row) =>
        row.Kind is EventKind.Message or EventKind.Postback or EventKind.Sent;
}
