using System.IO.Compression;
using System.Text;
using Parley.Policy;
using Parley.Wire.Audit;
using static Parley.Wire.Tests.Audit.Log;

namespace Parley.Wire.Tests.Audit;

/// <summary>How a log is read: order, repetition, defaults, and lines that cannot be read.</summary>
public sealed class AuditorTests
{
    private static readonly NodaTime.Duration Zero = NodaTime.Duration.Zero;

    private static Log L => new();

    [Fact]
    public void What_stands_below_a_send_is_not_known_to_it()
    {
        var entries = L.Sends(Hours(1)).Says(Zero).Sends(Hours(2)).Audit();
        Assert.Equal(["100/2018001", "ACCEPT"], entries.Select(Answer));
    }

    [Fact]
    public void What_stands_above_a_send_but_happened_after_it_does_not_count() =>
        Assert.Equal("10/2018278", Answer(L.Says(Zero).Says(Hours(48)).Sends(Hours(30)).Audit().Single()));

    [Fact]
    public void A_fact_at_the_very_millisecond_counts_if_it_stands_above()
    {
        var entries = L.Says(Zero).Sends(Hours(1)).Fact("blocked", Hours(1)).Sends(Hours(1)).Audit();
        Assert.Equal(["ACCEPT", "551/1545041"], entries.Select(Answer));
    }

    [Fact]
    public void A_page_line_holds_from_its_instant_on()
    {
        var log = L.Says(Zero).Page($"\"at\":\"{L.Iso(Hours(2))}\",\"otn\":true");
        var entries = log.OneTimeRequest(Hours(1)).OneTimeRequest(Hours(2)).Audit();
        Assert.Equal(["10/9900023", "ACCEPT"], entries.Select(Answer));
    }

    [Fact]
    public void A_later_page_line_changes_only_what_it_names()
    {
        var log = L.Page("\"otn\":true,\"npi\":true").Page("\"npi\":false").Says(Zero).OneTimeRequest(Hours(1));
        Assert.Equal(
            ["ACCEPT", "10/2018065"], log.Tags(Hours(1), "NON_PROMOTIONAL_SUBSCRIPTION").Audit().Select(Answer));
    }

    [Fact]
    public void A_restriction_is_replaced_by_a_new_one_of_its_lane_and_lifted_by_an_end_now()
    {
        var log = L.Says(Zero).Page("\"restriction\":{\"lane\":\"standard\",\"until\":null}");
        log.Sends(Hours(1));
        var now = log.Iso(Hours(2));
        log.Page($"\"at\":\"{now}\",\"restriction\":{{\"lane\":\"standard\",\"until\":\"{now}\"}}").Sends(Hours(2));
        Assert.Equal(["10/9900060", "ACCEPT"], log.Audit().Select(Answer));
    }

    [Fact]
    public void A_sent_line_twice_with_one_mid_is_one_send()
    {
        var log = L.Says(Zero).Sends(Hours(25), more: "\"mid\":\"m1\",").Sends(Hours(25), more: "\"mid\":\"m1\",")
            .Sends(Hours(26), more: "\"mid\":\"m2\",");
        Assert.Equal(["ACCEPT", "10/2018065"], log.Audit("2018-09-27").Select(Answer));
    }

    [Fact]
    public void A_refused_send_spends_nothing()
    {
        var log = L.Page("\"otn\":true").Says(Zero).OneTimeRequest(Hours(1)).NotifyMe(Hours(1));
        log.Fact("blocked", Hours(2)).To(Hours(3), "{\"one_time_notif_token\":\"T\"}");
        log.Fact("unblocked", Hours(4)).To(Hours(5), "{\"one_time_notif_token\":\"T\"}");
        Assert.Equal(["ACCEPT", "551/1545041", "ACCEPT"], log.Audit().Select(Answer));
    }

    [Fact]
    public void Webhooks_in_any_order_and_twice_come_to_the_same()
    {
        var log = L.Says(Hours(3)).Says(Zero).Says(Hours(1));
        foreach (var line in log.Lines.ToArray()) log.Raw(line);
        Assert.Equal(["ACCEPT", "10/2018278"], log.Sends(Hours(27)).Sends(Hours(27) + Ms(1)).Audit().Select(Answer));
    }

    [Fact]
    public void A_send_dated_far_before_what_is_known_is_judged_without_it()
    {
        var log = L.Says(Zero);
        for (var hour = 30; hour < 50; hour++) log.Says(Hours(hour));
        Assert.Equal("10/2018278", Answer(log.Sends(Hours(29)).Audit().Single()));
    }

    [Fact]
    public void An_absent_author_is_a_bot_where_the_app_is_automated()
    {
        string Policy(string app) => Log.Findings(
            L.App(app).Says(Zero).Raw(
                $"{{\"sent\":{{\"at\":\"{L.Iso(Hours(1))}\",\"page\":{Shop},\"request\":"
                + $"{{\"recipient\":{{\"id\":{Ann}}},\"message\":{{\"text\":\"Hello\"}}}}}}}}").Audit().Single(
                    entry => entry.Kind is EntryKind.Sent));
        Assert.Equal("A(disclosure)", Policy("\"automated\":true,\"bot\":\"hybrid\""));
        Assert.Equal("", Policy("\"automated\":false"));
    }

    [Fact]
    public void An_absent_app_is_the_pages_only_one_and_else_one_without_features()
    {
        var log = L.App("\"features\":[\"human_agent\"]").Says(Zero).Tags(Hours(30), "HUMAN_AGENT");
        log.Raw("""{"app":{"id":"501"}}""").Tags(Hours(31), "HUMAN_AGENT");
        log.Tags(Hours(32), "HUMAN_AGENT", more: "\"app\":500,");
        Assert.Equal(["ACCEPT", "10/9900010", "ACCEPT"], log.Audit().Select(Answer));
    }

    [Fact]
    public void Auto_applies_at_each_instant_what_was_in_force_then()
    {
        var log = new Log().From(2026, 4, 26, 12).Says(Zero)
            .Tags(Hours(11), "POST_PURCHASE_UPDATE").Tags(Hours(12), "POST_PURCHASE_UPDATE");
        var entries = log.Audit("auto");
        Assert.Equal(["ACCEPT", "100/1893061"], entries.Select(Answer));
        Assert.Equal(["2026-02-10", "2026-04-27"], entries.Select(entry => entry.Decision.Edition));
        Assert.Equal(["ACCEPT", "ACCEPT"], log.Audit().Select(Answer));
    }

    [Fact]
    public void Strict_refuses_a_violation_and_spends_nothing_by_it()
    {
        var log = L.Says(Zero).Tags(Days(2), "ACCOUNT_UPDATE", "Get 20% off with code SAVE20");
        var entry = log.Audit(mode: Mode.Strict).Single();
        Assert.Equal((false, "policy_violation", 368), (entry.Accepted, entry.Reason, entry.Error!.Code));
    }

    [Theory]
    [InlineData(30_000, "")]
    [InlineData(30_001, "A(responsiveness)")]
    public void An_automated_bot_has_thirty_seconds(long answer, string finding)
    {
        var log = L.App("\"automated\":true,\"bot\":\"automated\"").Says(Zero).Sends(Ms(answer));
        var late = log.Audit().Where(entry => entry.Kind is EntryKind.Received).ToArray();
        Assert.Equal(finding, string.Concat(late.Select(Log.Findings)));
        Assert.All(late, entry => Assert.Equal(2, entry.Line));
    }

    [Fact]
    public void Silence_is_told_at_the_end_but_not_of_Get_Started_nor_of_a_manual_bot()
    {
        int Late(string app, string element) => L.App(app).Element(element, Zero).Says(Hours(1)).Audit()
            .Count(entry => entry.Kind is EntryKind.Received && entry.Line == 2);
        const string tap = "\"postback\":{\"title\":\"Menu\",\"payload\":\"M\"}";
        const string start = "\"postback\":{\"title\":\"Get Started\",\"payload\":\"S\"}";
        Assert.Equal(1, Late("\"automated\":true", tap));
        Assert.Equal(0, Late("\"automated\":true", start));
        Assert.Equal(0, Late("\"automated\":true,\"bot\":\"manual\"", tap));
    }

    [Fact]
    public void Sender_actions_have_the_window_and_no_lane()
    {
        string Action(string action) =>
            $"{{\"recipient\":{{\"id\":\"{Ann}\"}},\"sender_action\":\"{action}\",\"messaging_type\":\"RESPONSE\"}}";
        var entries = L.Says(Zero).Request(Hours(1), Action("typing_on")).Request(Hours(25), Action("typing_on"))
            .Request(Hours(25), Action("MARK_SEEN")).Audit();
        Assert.Equal(["ACCEPT", "10/2018278", "ACCEPT"], entries.Select(Answer));
        Assert.All(entries, entry => Assert.Null(entry.Decision.Outcome.Lane));
    }

    [Fact]
    public void Everybody_in_an_event_is_known_but_a_person_line_is_no_event()
    {
        Assert.Equal("10/2018278", Answer(L.Element("\"delivery\":{\"watermark\":1}", Zero).Sends(Hours(1)).Audit()
            .Single()));
        Assert.Equal("100/2018001", Answer(L.Person("\"country\":\"US\"").Sends(Hours(1)).Audit().Single()));
    }

    [Fact]
    public void A_link_starts_a_thread_that_is_new_and_opens_nothing()
    {
        const string link = "\"referral\":{\"ref\":\"r\",\"source\":\"SHORTLINK\",\"type\":\"OPEN_THREAD\"}";
        Assert.Equal("10/2018278", Answer(L.Element(link, Zero).Sends(Hours(1)).Audit().Single()));
        Assert.Equal("ACCEPT", Answer(L.Says(Zero).Element(link, Hours(48)).Sends(Hours(50)).Audit().Single()));
    }

    [Fact]
    public void A_tag_is_read_in_any_case() => Assert.Equal(
        "tag:ACCOUNT_UPDATE",
        L.Says(Zero).Sends(Days(9), "Hello", "\"tag\":\"account_update\"").Audit().Single().Decision.Outcome.Lane);

    [Fact]
    public void A_page_is_blocked_and_unblocked_by_the_webhook_of_its_enforcement()
    {
        var log = L.Says(Zero).Element("\"policy_enforcement\":{\"action\":\"block\",\"reason\":\"spam\"}", Hours(1));
        log.Sends(Hours(2)).Element("\"policy-enforcement\":{\"action\":\"unblock\"}", Hours(3)).Sends(Hours(3));
        Assert.Equal(["2022", "ACCEPT"], log.Audit().Select(Answer));
    }

    [Theory]
    [InlineData("nonsense", "not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "one of page, app")]
    [InlineData("""{"page":{"id":"1"},"app":{"id":"2"}}""", "exactly one of")]
    [InlineData("""{"page":{"id":"abc"}}""", "`page.id`")]
    [InlineData("""{"page":{"id":"1","otn":"yes"}}""", "`page.otn`")]
    [InlineData("""{"sent":{"page":"1","request":{}}}""", "`sent.at` is missing")]
    [InlineData("""{"sent":{"at":"2021-10-04T09:00:00","page":"1","request":{}}}""", "`sent.at` must be an instant")]
    [InlineData("""{"sent":{"at":"9999-12-31T09:00:00Z","page":"1","request":{}}}""", "between the years")]
    [InlineData("""{"sent":{"at":"2021-10-04T09:00:00Z","page":"1","request":"x"}}""", "`sent.request`")]
    [InlineData("""{"sent":{"at":"2021-10-04T09:00:00Z","page":"1","author":"cat","request":{}}}""", "`sent.author`")]
    [InlineData("""{"fact":{"at":"2021-10-04T09:00:00Z","page":"1","person":"2","is":"happy"}}""", "`fact.is`")]
    [InlineData("""{"received":{"object":"user","entry":[]}}""", "`received.object`")]
    [InlineData("""{"received":{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"2"},"message":{}}]}]}}""",
        "`timestamp`")]
    public void A_malformed_line_is_named_and_changes_nothing(string line, string named)
    {
        var entries = new List<AuditEntry>();
        var faults = L.Says(Zero).Raw("").Raw(line).Sends(Hours(1)).Faults("2021-10-01", Mode.Emulate, false, entries);
        var (number, fault) = Assert.Single(faults);
        Assert.Equal(3, number);
        Assert.Contains(named, fault, StringComparison.Ordinal);
        Assert.Equal(("ACCEPT", 4L), (Answer(entries.Single()), entries.Single().Line));
    }

    [Fact]
    public void A_body_that_is_malformed_in_part_is_skipped_as_a_whole()
    {
        var entries = new List<AuditEntry>();
        var log = L.Raw(
            $$$$"""{"received":{"object":"page","entry":[{"id":"{{{{Shop}}}}","messaging":[{"sender":{"id":"{{{{Ann}}}}"},"timestamp":{{{{L.Stamp(Zero)}}}},"message":{"mid":"m","text":"hi"}},{"sender":{"id":"{{{{Ann}}}}"},"message":{}}]}]}}""");
        Assert.Single(log.Sends(Hours(1)).Faults("2021-10-01", Mode.Emulate, false, entries));
        Assert.Equal("100/2018001", Answer(entries.Single()));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named()
    {
        var auditor = new Auditor(new AuditSettings(null, Mode.Emulate, new Parley.Wire.Content.BuiltInReview()), _ =>
            { });
        byte[] line = [.. "{\"page\":{\"id\":\"1\",\"name\":\""u8, 0xE9, .. "\"}}"u8];
        Assert.Equal("it is not UTF-8", auditor.Read(line));
    }

    [Fact]
    public void Lines_are_cut_across_buffers_with_and_without_carriage_returns()
    {
        var text = "\uFEFFa\r\n\n" + new string('x', 300_000) + "\nlast";
        using var plain = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) plain.CopyTo(gzip);
        packed.Position = 0;
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        var lines = new LogLines(unpacked);
        var lengths = new List<int>();
        while (lines.TryNext(out var line)) lengths.Add(line.Length);
        Assert.Equal([1, 0, 300_000, 4], lengths);
    }
}
