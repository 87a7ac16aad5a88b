using System.Collections.Frozen;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Tables of sends under the edition of 2021-10-01. Columns: <c>given</c>, <c>channel</c> (messenger), <c>kind</c>
/// (message), <c>type</c> (response), <c>tag</c>, <c>author</c> (bot), <c>feature</c> (no: the app has none),
/// <c>mode</c>
/// (emulate), <c>outcome</c>. The outcome reads <c>accept lane [rule]</c> or <c>refuse reason [rule]</c>.
/// </summary>
internal static class SendTable
{
    public static readonly Edition Edition = EditionCatalogue.Default;

    private static readonly FrozenSet<string> Granted = FrozenSet.Create(HumanAgent.Feature);

    public static void Holds(string text) => Table.Holds(text, row => Print(Decide(row)));

    public static Standing Standing(bool feature, Mode mode) => new(mode, feature ? Granted : []);

    public static string Print(in Outcome outcome)
    {
        var answer = outcome.Accepted ? $"accept {outcome.Lane}" : $"refuse {outcome.Reason}";
        return outcome.Finding is { } finding ? $"{answer.TrimEnd()} {finding.Rule}" : answer.TrimEnd();
    }

    private static Outcome Decide(Row row)
    {
        var channel = row.Enum("channel", Channel.Messenger);
        var tag = row.Or("tag", "");
        var request = new SendRequest(
            channel,
            row.Enum("kind", SendKind.Message),
            row.Enum("type", MessagingType.Response),
            tag.Length == 0 ? null : tag,
            row.Enum("author", Author.Bot));
        var state = Given.State(row["given"], channel);
        var standing = Standing(row.Flag("feature"), row.Enum("mode", Mode.Emulate));
        return Edition.Decide(in state, standing, in request, Given.Now);
    }
}
