using System.Collections.Frozen;
using System.Collections.Immutable;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Tables of sends at <see cref="Given.Now"/>. Columns: <c>given</c> (nothing), <c>edition</c> (2021-10-01),
/// <c>channel</c> (messenger), <c>page</c> and <c>send</c> in words, <c>shows</c> (nothing); or, of a plain send,
/// <c>kind</c> (message), <c>type</c> (response), <c>tag</c>, <c>author</c> (bot), <c>feature</c> (no),
/// <c>mode</c> (emulate). The outcome reads <c>accept lane [violation] [(advice)]</c> or <c>refuse reason [rule]</c>.
/// Stories of many sends are in <c>tests/scenarios</c>.
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
        var channel = row.Enum("channel", Channel.Messenger);
        var page = row.Cells.ContainsKey("page")
            ? PageText.Read(row.Or("page", "plain"))
            : Standing(row.Flag("feature"), row.Enum("mode", Mode.Emulate));
        var request = row.Cells.ContainsKey("send") ? SendText.Read(row["send"], channel) : Request(row, channel);
        if (row.Or("shows", "") is { Length: > 0 } code) request = request with { Noticed = Seen(request, code) };
        var state = Given.State(row.Or("given", "nothing"), channel);
        return EditionOf(row.Or("edition", Edition.Name)).Decide(in state, page, in request, Given.Now);
    }

    private static ImmutableArray<Signal> Seen(SendRequest request, string code) =>
        request.Noticed.IsDefault ? [new Signal(code, code)] : request.Noticed.Add(new Signal(code, code));

    public static Edition EditionOf(string name) => EditionCatalogue.TryFind(name, out var edition)
        ? edition
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
