using NodaTime;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>Something the rules found, with what it was found in.</summary>
/// <param name="Id">The violation's id, the same for ever.</param>
/// <param name="At">When it was found.</param>
/// <param name="Page">The page.</param>
/// <param name="Psid">The thread's person.</param>
/// <param name="Channel"><c>messenger</c> or <c>instagram</c>.</param>
/// <param name="App">The app that sent, or that owed an answer.</param>
/// <param name="Mid">The message: the one sent, or the one that was not answered in time.</param>
/// <param name="DecisionId">The decision that found it.</param>
/// <param name="Edition">The edition it was judged by.</param>
/// <param name="Rule">The rule, as <c>promo_tag</c>.</param>
/// <param name="Level"><c>violation</c> or <c>advise</c>.</param>
/// <param name="Because">The words or the fact it rests on.</param>
/// <param name="Span">Where in the message those words stand.</param>
/// <param name="Lane">The lane that carried the send.</param>
internal sealed record ViolationAnswer(
    string Id,
    Instant At,
    long Page,
    long Psid,
    string Channel,
    long App,
    string Mid,
    string DecisionId,
    string Edition,
    string Rule,
    string Level,
    string Because,
    PassageBody? Span,
    string? Lane)
{
    public static ViolationAnswer Of(ViolationRecord one, Mids mids, DecisionIds decisions)
    {
        var decision = decisions.For(one.Shard, one.Seq);
        return new ViolationAnswer(
            FormattableString.Invariant($"{decision}.{one.Part}"),
            one.At.ToInstant()!.Value,
            one.Thread.Page.Value,
            one.Thread.Person.Value,
            ChannelNames.Of(one.Channel),
            one.App,
            mids.For(one.Channel, one.Thread, one.About),
            decision,
            one.Edition,
            one.Finding.Rule,
            one.Finding.Level,
            one.Finding.Because,
            one.Finding.Span,
            one.Lane);
    }
}
