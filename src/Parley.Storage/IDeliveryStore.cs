using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// What is owed to webhooks beyond the positions, and what was tried. Written lazily and in groups: after a crash a
/// delivery may be made twice, never lost.
/// </summary>
public interface IDeliveryStore
{
    /// <summary>Up to which number of a stream an app was served; null if it never was.</summary>
    long? Position(long app, int stream);

    /// <summary>Writes everything of one round at once, in one transaction.</summary>
    void Save(DeliveryChanges changes);

    /// <summary>Everything parked, in order of due instant, then id.</summary>
    IReadOnlyList<ParkedDelivery> Parked();

    /// <summary>All outages that stand.</summary>
    IReadOnlyList<Outage> Outages();

    /// <summary>
    /// Deliveries tried, newest first. Only the newest <see cref="StoreOptions.AttemptsKept"/> are kept.
    /// </summary>
    AttemptList Attempts(AttemptFilter filter);

    /// <summary>Alerts, newest first.</summary>
    IReadOnlyList<DeliveryAlert> Alerts(int most);
}

/// <summary>One round of the delivery worker.</summary>
public sealed record DeliveryChanges
{
    /// <summary>New positions.</summary>
    public IReadOnlyList<(long App, StreamPosition Position)> Positions { get; init; } = [];

    /// <summary>Parked or parked again, by id.</summary>
    public IReadOnlyList<ParkedDelivery> Parked { get; init; } = [];

    /// <summary>No longer parked, by id.</summary>
    public IReadOnlyList<string> Settled { get; init; } = [];

    /// <summary>Attempts made.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>Outages begun or changed.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>Outages over, by app and page.</summary>
    public IReadOnlyList<(long App, long Page)> OutagesOver { get; init; } = [];

    /// <summary>Alerts raised.</summary>
    public IReadOnlyList<DeliveryAlert> Alerts { get; init; } = [];
}

/// <summary>A delivery that waits: it failed, or an earlier one of its thread did.</summary>
/// <param name="Id">The delivery's id, which names app, stream, number and event.</param>
/// <param name="App">The receiver.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Stream">The row's stream.</param>
/// <param name="Seq">The row's number.</param>
/// <param name="Part">Which of the row's events, from 0.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="FirstAt">When it was first tried, or never.</param>
/// <param name="DueAt">When it is tried next.</param>
public sealed record ParkedDelivery(
    string Id, long App, ThreadKey Thread, int Stream, long Seq, int Part, int Attempts, Moment FirstAt, Moment DueAt);

/// <summary>One try.</summary>
/// <param name="Id">The delivery's id.</param>
/// <param name="App">The receiver.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Field">The webhook field.</param>
/// <param name="Attempt">Which try, from 1.</param>
/// <param name="At">When it began.</param>
/// <param name="LatencyMilliseconds">How long it took, in real time.</param>
/// <param name="Status">HTTP status, or null where none came.</param>
/// <param name="State"><c>delivered</c>, <c>retrying</c>, <c>waiting</c> or <c>dropped</c>.</param>
/// <param name="Error">What went wrong, for a person; null if nothing did.</param>
/// <param name="NextAt">When it is tried next, or never.</param>
public sealed record DeliveryAttempt(
    string Id,
    long App,
    ThreadKey Thread,
    string Field,
    int Attempt,
    Moment At,
    double LatencyMilliseconds,
    int? Status,
    string State,
    string? Error,
    Moment NextAt);

/// <summary>Which attempts to list.</summary>
/// <param name="App">Of this app, or null.</param>
/// <param name="Page">Of this page, or null.</param>
/// <param name="Person">Of this thread's person, or null.</param>
/// <param name="State">In this state, or null.</param>
/// <param name="Id">Of this delivery, or null.</param>
/// <param name="After"><see cref="AttemptList.Next"/> of an earlier answer, or null for the newest.</param>
/// <param name="Most">At most this many.</param>
public sealed record AttemptFilter(
    long? App = null,
    long? Page = null,
    long? Person = null,
    string? State = null,
    string? Id = null,
    long? After = null,
    int Most = 100);

/// <summary>A part of the attempts.</summary>
/// <param name="Attempts">Newest first.</param>
/// <param name="Next">What <see cref="AttemptFilter.After"/> continues with, or null if there are no more.</param>
public sealed record AttemptList(IReadOnlyList<DeliveryAttempt> Attempts, long? Next);

/// <summary>A receiver that has failed without a break for one app and page.</summary>
/// <param name="App">The app.</param>
/// <param name="Page">The page.</param>
/// <param name="Since">The first failure.</param>
/// <param name="Alerted">Whether the alert was raised.</param>
public sealed record Outage(long App, long Page, Moment Since, bool Alerted);

/// <summary>Told to the developer: a webhook fails, or was switched off.</summary>
/// <param name="App">The app.</param>
/// <param name="Page">The page.</param>
/// <param name="At">When.</param>
/// <param name="Kind"><c>failing</c> or <c>disabled</c>.</param>
/// <param name="Text">For a person.</param>
public sealed record DeliveryAlert(long App, long Page, Moment At, string Kind, string Text);
