using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;

namespace Parley.Wire.Tests;

public sealed class DecisionJsonTests
{
    private static readonly Instant Wrote = Instant.FromUtc(2021, 10, 5, 9, 0);
    private static readonly Duration Millisecond = Duration.FromMilliseconds(1);
    private static readonly SendRequest Plain =
        new(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);

    [Fact]
    public void A_refused_send_shows_code_reason_and_every_lane() =>
        Golden.Check("decision-refused.json", Explained(Plain, Wrote + Duration.FromHours(24) + Millisecond));

    [Fact]
    public void An_accepted_send_shows_its_lane() =>
        Golden.Check("decision-accepted.json", Explained(Plain, Wrote + Duration.FromHours(24)));

    [Fact]
    public void A_finding_is_the_policy_half() => Golden.Check(
        "decision-finding.json",
        Explained(Plain with { Type = MessagingType.MessageTag, Tag = "HUMAN_AGENT" }, Wrote + Duration.FromDays(7)));

    [Fact]
    public void A_strict_refusal_has_the_code_of_its_rule() => Golden.Check(
        "decision-strict.json",
        Explained(
            Plain with { Type = MessagingType.MessageTag, Tag = "HUMAN_AGENT" },
            Wrote + Duration.FromDays(1),
            Mode.Strict));

    [Fact]
    public void A_block_shuts_every_lane_and_says_so() => Golden.Check(
        "decision-blocked.json",
        Explained(Plain, Wrote + Duration.FromHours(2), more: new ThreadEvent.Blocked(Wrote + Duration.FromHours(1))));

    private static byte[] Explained(
        SendRequest request, Instant at, Mode mode = Mode.Emulate, ThreadEvent? more = null)
    {
        var wrote = new ThreadEvent.PersonActed(Wrote, Channel.Messenger, PersonAct.Message);
        var thread = ThreadState.Evolve(ThreadState.Empty, wrote);
        if (more is not null) thread = ThreadState.Evolve(thread, more);
        var standing = new Standing(mode, FrozenSet.ToFrozenSet(["human_agent"]));
        var decision = EditionCatalogue.Default.Explain(thread, standing, request, at);

        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
            DecisionJson.Write(json, decision, "d_1", request.Channel, Sentences.English);
        return output.WrittenSpan.ToArray();
    }
}
