using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>Asks the kernel about sends and calls, and has accepted sends remembered.</summary>
internal sealed class SentJudge(AuditSettings settings)
{
    private readonly ReviewMemory reviews = new(settings.Review);

    /// <summary>Judges a send.</summary>
    public AuditEntry Judge(in Send send, LogState log, long line)
    {
        var at = Instant.FromUnixTimeMilliseconds(send.At.Milliseconds);
        var edition = EditionAt(at);
        var state = log.Threads.StateAt(send.Thread, send.At, out var exact);
        var standing = log.Facts.StandingOf(send.Page, send.Facts, send.App, settings.Mode);
        var request = send.ToRequest(line);
        var error = Permissions.RefuseSend(send.App?.Permissions, send.Channel, instagramLogin: null)
            ?? send.Body.Error;
        var outcome = error is null ? Decide(edition, in state, standing, ref request, in send, at) : default;
        if (outcome is { Accepted: true, Lane: not null }) Remember(in send, in request, outcome.Lane, at, log);
        var decision = settings.Explain
            ? edition.Explain(in state, standing, in request, at)
            : new Decision(edition.Name, edition.Day, settings.Mode, at, outcome, [], [], null);
        if (error is not null) decision = decision with { Outcome = default };
        return new AuditEntry(
            line, EntryKind.Sent, send.Page.Id, PersonOf(in send, log), send.Channel, decision, error)
        {
            PageName = send.Facts.Name,
            Uncertain = !exact,
        };
    }

    /// <summary>Judges a call to the labels.</summary>
    public AuditEntry Judge(in Call call, LogState log, long line)
    {
        var at = Instant.FromUnixTimeMilliseconds(call.At.Milliseconds);
        var edition = EditionAt(at);
        var standing = log.Facts.StandingOf(call.Page, call.Facts, null, settings.Mode);
        var error = Permissions.RefuseLabels(call.App?.Permissions);
        if (error is null && edition.Labels.Refuse(standing, Place.Unknown, call.At) is { } refusal)
            error = GraphErrors.ForLabels(refusal, $"https://www.facebook.com/{call.Page.Id}/inbox/page_contact_tos/");
        var outcome = new Outcome(true, null, null, default);
        return new AuditEntry(
            line,
            EntryKind.Called,
            call.Page.Id,
            null,
            Channel.Messenger,
            new Decision(edition.Name, edition.Day, settings.Mode, at, outcome, [], [], null),
            error);
    }

    private Edition EditionAt(Instant at) => settings.Edition ?? settings.Editions.InForce(at);

    // The words matter only where the wire accepts, or where a rule refuses in its place.
    private Outcome Decide(
        Edition edition, in ThreadState state, Standing standing, ref SendRequest request, in Send send, Instant at)
    {
        var outcome = edition.Decide(in state, standing, in request, at);
        if (request.Kind is not SendKind.Message) return outcome;
        if (!outcome.Accepted && outcome.Reason != Reason.PolicyViolation) return outcome;
        request = request with { Noticed = reviews.Of(send.Line.Message) };
        return edition.Decide(in state, standing, in request, at);
    }

    private static void Remember(in Send send, in SendRequest request, string lane, Instant at, LogState log)
    {
        var thread = send.Thread >= 0 ? send.Thread
            : send.Body.Person > 0 ? log.Threads.Ensure(send.Page, send.Body.Person)
            : -1;
        if (thread < 0) return;
        log.Threads.Learn(thread, new ThreadEvent.PageWrote(at, request with { Noticed = default }, lane));
        log.Inputs.Answer(thread, send.At);
        if (send.Body.Content is { Form: Form.OneTimeRequest, Payload: { } payload, Title: { } title })
            log.Threads.Asked(thread, payload, title);
    }

    private static Psid? PersonOf(in Send send, LogState log) =>
        send.Body.Person > 0 ? new Psid(send.Body.Person) : log.PersonOf(send.Thread);
}
