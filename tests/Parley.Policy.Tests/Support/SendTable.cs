using System.Collections.Frozen;
using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Tables of sends. Columns: <c>given</c> (nothing), <c>edition</c> (2021-10-01; <c>auto</c> follows the instant),
/// <c>at</c> (<see cref="Given.Now"/>), <c>channel</c> (messenger), <c>page</c> (plain), <c>send</c> in words; or, of a
/// plain send, <c>kind</c> (message), <c>type</c> (response), <c>tag</c>, <c>author</c> (bot), <c>feature</c> (no),
/// <c>mode</c> (emulate). The outcome reads <c>accept lane [violation] [(advice)]</c> or <c>refuse reason [rule]</c>.
/// Among what is given, <c>send/UPDATE 1h</c> is a send that was made then, and must have been accepted.
/// </summary>
internal static class SendTable
{
    public static readonly Edition Edition = EditionCatalogue.Default;

    private static readonly FrozenSet<string> Granted = FrozenSet.Create(HumanAgent.Feature);

    public static void Holds(string text) => Table.Holds(text, row =>
    {
        var outcome = Decide(row);
        return Print(in outcome);
    });

    public static Standing Standing(bool feature, Mode mode) => new(mode, feature ? Granted : []);

    public static string Print(in Outcome outcome)
    {
        var answer = outcome.Accepted ? $"accept {outcome.Lane}" : $"refuse {outcome.Reason}";
        foreach (var finding in outcome.Findings)
            answer += finding.Level is FindingLevel.Violation ? $" {finding.Rule}" : $" ({finding.Rule})";
        return answer.Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
    }

    private static Outcome Decide(Row row)
    {
        var now = row.Or("at", "") is { Length: > 0 } at ? Given.When(at) : Given.Now;
        var channel = row.Enum("channel", Channel.Messenger);
        var page = row.Cells.ContainsKey("page")
            ? PageText.Read(row.Or("page", "plain"), now)
            : Standing(row.Flag("feature"), row.Enum("mode", Mode.Emulate));
        var request = row.Cells.ContainsKey("send") ? SendText.Read(row["send"], channel) : Request(row, channel);
        var edition = row.Or("edition", Edition.Name);
        var state = Played(row.Or("given", "nothing"), channel, page, edition, now);
        return EditionAt(edition, now).Decide(in state, page, in request, now);
    }

    private static ThreadState Played(string given, Channel channel, Standing page, string edition, Instant now)
    {
        var state = ThreadState.Empty;
        foreach (var (text, at) in Given.Acts(given, now))
        {
            ThreadEvent happened;
            if (text.StartsWith("send/", StringComparison.Ordinal))
            {
                var request = SendText.Read(text, channel);
                var outcome = EditionAt(edition, at).Decide(in state, page, in request, at);
                Assert.True(outcome.Accepted, $"{text}: {Print(in outcome)}");
                happened = new ThreadEvent.PageWrote(at, request, outcome.Lane);
            }
            else
            {
                happened = Given.Event(text, channel, at);
            }

            state = ThreadState.Evolve(in state, happened);
        }

        return state;
    }

    private static Edition EditionAt(string name, Instant at) =>
        EditionCatalogue.TryFind(name, out var edition) ? edition
        : name == EditionCatalogue.Auto ? EditionCatalogue.InForce(at)
        : throw new FormatException($"No such edition: {name}");

    private static SendRequest Request(Row row, Channel channel)
    {
        var tag = row.Or("tag", "");
        return new SendRequest(
            channel,
            row.Enum("kind", SendKind.Message),
            row.Enum("type", MessagingType.Response),
            tag.Length == 0 ? null : tag,
            row.Enum("author", Author.Bot));
    }
}
