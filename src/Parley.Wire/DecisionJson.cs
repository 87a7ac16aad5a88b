using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>
/// Writes a decision as Parley's own API shows it: what the wire answers, what the rules say, every lane.
/// </summary>
public static class DecisionJson
{
    /// <summary>Writes the decision object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="decisionId">Its id, which a Graph error carries too when asked.</param>
    /// <param name="channel">The thread's channel: it words the wire's codes.</param>
    /// <param name="sentences">The language of <c>why</c> and <c>text</c>, naming page and person.</param>
    public static void Write(
        Utf8JsonWriter json, Decision decision, string decisionId, Channel channel, Sentences sentences)
    {
        json.WriteStartObject();
        WriteMembers(json, decision, decisionId, channel, sentences, null);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of the decision into the open object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="decisionId">Its id.</param>
    /// <param name="channel">The thread's channel.</param>
    /// <param name="sentences">The language of <c>why</c> and <c>text</c>, naming page and person.</param>
    /// <param name="unreadable">Why the wire refuses the request before the policy is asked, or null.</param>
    public static void WriteMembers(
        Utf8JsonWriter json,
        Decision decision,
        string decisionId,
        Channel channel,
        Sentences sentences,
        GraphError? unreadable)
    {
        json.WriteString("decision_id"u8, decisionId);
        json.WriteString("edition"u8, decision.Edition);
        json.WriteString("mode"u8, ModeName(decision.Mode));
        json.WriteInstant("at", decision.At);
        WriteVerdict(json, decision, channel, sentences, unreadable);
        WriteLanes(json, decision.Lanes, sentences);
        WriteObligations(json, decision.Obligations, sentences);
        WriteNext(json, decision.Next);
    }

    /// <summary>The member <c>lanes</c> alone, for the state of a thread.</summary>
    public static void WriteLanes(Utf8JsonWriter json, IEnumerable<LaneReport> lanes, Sentences sentences)
    {
        json.WriteStartArray("lanes"u8);
        foreach (var lane in lanes) WriteLane(json, lane, sentences);
        json.WriteEndArray();
    }

    /// <summary>The name of a mode on every surface.</summary>
    public static string ModeName(Mode mode) => mode is Mode.Strict ? "strict" : "emulate";

    /// <summary>The name of a finding's level on every surface.</summary>
    public static string LevelName(FindingLevel level) => level is FindingLevel.Violation ? "violation" : "advise";

    /// <summary>The members <c>wire</c>, <c>policy</c> and <c>lane</c> alone, into the open object.</summary>
    public static void WriteVerdict(
        Utf8JsonWriter json, Decision decision, Channel channel, Sentences sentences, GraphError? unreadable)
    {
        var outcome = decision.Outcome;
        var accepted = unreadable is null && outcome.Accepted;
        json.WriteStartObject("wire"u8);
        json.WriteBoolean("accept"u8, accepted);
        if (!accepted)
        {
            var error = unreadable ?? GraphErrors.For(in outcome, channel, decision.Day);
            if (error.Code != 0) json.WriteNumber("code"u8, error.Code);
            if (error.Subcode is { } subcode) json.WriteNumber("error_subcode"u8, subcode);
            json.WriteString("reason"u8, unreadable?.Name ?? outcome.Reason!.Name);
            if (unreadable is null) json.WriteString("why"u8, sentences.Of(outcome.Reason!));
            else json.WriteString("message"u8, unreadable.Message);
        }

        json.WriteEndObject();
        WritePolicy(json, outcome.Findings, sentences);
        json.WriteString("lane"u8, outcome.Lane);
    }

    private static void WritePolicy(Utf8JsonWriter json, ValueList<Finding> findings, Sentences sentences)
    {
        json.WriteStartArray("policy"u8);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, finding.Rule);
            json.WriteString("level"u8, LevelName(finding.Level));
            json.WriteString("because"u8, finding.Because);
            json.WriteString("why"u8, sentences.OfRule(finding.Rule));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObligations(Utf8JsonWriter json, IEnumerable<Obligation> obligations, Sentences sentences)
    {
        json.WriteStartArray("obligations"u8);
        foreach (var obligation in obligations)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, obligation.Rule);
            json.WriteString("moment"u8, obligation.Moment);
            json.WriteBoolean("required"u8, obligation.Required);
            if (obligation.Market is { } market) json.WriteString("market"u8, market);
            json.WriteString("text"u8, sentences.Saying(obligation));
            json.WriteString("why"u8, sentences.Of(obligation));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLane(Utf8JsonWriter json, LaneReport lane, Sentences sentences)
    {
        json.WriteStartObject();
        json.WriteString("lane"u8, lane.Lane);
        json.WriteBoolean("open"u8, lane.Open);
        WriteMoment(json, "since", lane.Since);
        WriteMoment(json, "until", lane.Until);
        WriteMoment(json, "closed_at", lane.ClosedAt);
        json.WriteString("why"u8, sentences.Of(lane.Why));
        if (!lane.Needs.IsDefaultOrEmpty)
        {
            json.WriteStartArray("needs"u8);
            foreach (var need in lane.Needs) json.WriteStringValue(need);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteNext(Utf8JsonWriter json, NextLane? next)
    {
        if (next is null)
        {
            json.WriteNull("next"u8);
            return;
        }

        json.WriteStartObject("next"u8);
        json.WriteString("lane"u8, next.Lane);
        if (next.At is null) json.WriteBoolean("now"u8, true);
        else WriteMoment(json, "at", next.At);
        json.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, Moment? moment)
    {
        if (moment?.ToInstant() is { } instant) json.WriteInstant(name, instant);
    }
}
