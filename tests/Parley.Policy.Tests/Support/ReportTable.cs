using NodaTime;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Tables of how one lane stands at <see cref="Given.Now"/>. Columns: <c>given</c>, <c>edition</c> (of the table),
/// <c>channel</c> (messenger), <c>page</c> (plain). The outcome reads <c>open since 1h until 23h</c>, the first told
/// back from now and the second forward; <c>shut</c> and why; or <c>nothing to tell</c>.
/// </summary>
internal static class ReportTable
{
    private static readonly SendRequest Answer =
        new(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Human);

    public static void Holds(string lane, string text, string edition = "2021-10-01") => Table.Holds(text, row =>
    {
        var decision = Decide(row, edition);
        return Print(decision.Lanes.FirstOrDefault(one => one.Lane == lane));
    });

    public static Decision Decide(Row row, string edition)
    {
        var channel = row.Enum("channel", Channel.Messenger);
        var state = Given.State(row.Or("given", "nothing"), channel);
        var answer = Answer with { Channel = channel };
        var page = PageText.Read(row.Or("page", "plain"));
        return SendTable.EditionOf(row.Or("edition", edition)).Explain(in state, page, in answer, Given.Now);
    }

    public static string Print(LaneReport? report) => report switch
    {
        null => "nothing to tell",
        { Open: true } => "open"
            + (report.Since is { } since ? $" since {Length(Moment.Of(Given.Now), since)}" : "")
            + (report.Until is { } until ? $" until {Length(until, Moment.Of(Given.Now))}" : " without end"),
        { ClosedAt: { } closed } => $"shut, closed {Length(Moment.Of(Given.Now), closed)} ago",
        { OpensAt: { } opens } => $"shut, opens in {Length(opens, Moment.Of(Given.Now))}",
        { Why: Why.DeniedFor denied } => $"shut, {denied.Reason}",
        { Why: Why.NothingPromised } => "shut, nothing promised",
        { Why: Why.NeverOpened } => "shut, never opened",
        _ => report.ToString(),
    };

    private static string Length(Moment later, Moment earlier)
    {
        var length = Duration.FromMilliseconds(later.Milliseconds - earlier.Milliseconds);
        var (days, rest) = (length.Days, length - Duration.FromDays(length.Days));
        if (rest == Duration.Zero) return $"{days}d";
        var inDay = rest.Minutes + rest.Seconds + rest.Milliseconds == 0
            ? $"{rest.Hours}h"
            : $"{rest.Hours:00}:{rest.Minutes:00}:{rest.Seconds:00}.{rest.Milliseconds:000}";
        return days == 0 ? inDay : $"{days}d{inDay}";
    }
}
