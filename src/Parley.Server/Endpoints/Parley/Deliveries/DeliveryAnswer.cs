using NodaTime;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>One try to hand an event over.</summary>
/// <param name="Id">The delivery: pass it to <c>resend</c>.</param>
/// <param name="App">The receiver.</param>
/// <param name="Page">The page.</param>
/// <param name="Psid">The thread's person.</param>
/// <param name="Field">The webhook field.</param>
/// <param name="Attempt">Which try, from 1; 0 for one not tried yet.</param>
/// <param name="At">When it began.</param>
/// <param name="LatencyMs">How long it took, in real milliseconds.</param>
/// <param name="Status">The receiver's HTTP status; absent where none came.</param>
/// <param name="State"><c>delivered</c>, <c>retrying</c>, <c>waiting</c> or <c>dropped</c>.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="NextAt">When it is tried next.</param>
internal sealed record DeliveryAnswer(
    string Id,
    long App,
    long Page,
    long Psid,
    string Field,
    int Attempt,
    Instant? At,
    double LatencyMs,
    int? Status,
    string State,
    string? Error,
    Instant? NextAt)
{
    public static DeliveryAnswer Of(DeliveryAttempt attempt) => new(
        attempt.Id,
        attempt.App,
        attempt.Thread.Page.Value,
        attempt.Thread.Person.Value,
        attempt.Field,
        attempt.Attempt,
        attempt.At.ToInstant(),
        attempt.LatencyMilliseconds,
        attempt.Status,
        attempt.State,
        attempt.Error,
        attempt.NextAt.ToInstant());
}

/// <summary>What a developer is told about a receiver that fails.</summary>
/// <param name="App">The app.</param>
/// <param name="Page">The page.</param>
/// <param name="At">When.</param>
/// <param name="Kind"><c>failing</c> or <c>disabled</c>.</param>
/// <param name="Text">For a person.</param>
internal sealed record AlertAnswer(long App, long Page, Instant? At, string Kind, string Text)
{
    public static AlertAnswer Of(DeliveryAlert alert) =>
        new(alert.App, alert.Page, alert.At.ToInstant(), alert.Kind, alert.Text);
}
