using System.Globalization;
using static Parley.Wire.Tests.Audit.Log;

namespace Parley.Wire.Tests.Audit;

/// <summary>How far back a send may be dated, and what is said of those that go further.</summary>
public sealed class DisorderTests
{
    private static readonly NodaTime.Duration Zero = NodaTime.Duration.Zero;

    private static Log L => new();

    [Fact]
    public void A_send_dated_before_a_few_lines_above_it_is_certain()
    {
        var log = L.Says(Zero);
        for (var hour = 30; hour < 50; hour++) log.Says(Hours(hour));
        var entry = log.Sends(Hours(29)).Audit().Single();
        Assert.Equal(("10/2018278", false), (Answer(entry), entry.Uncertain));
    }

    [Fact]
    public void A_send_dated_before_more_than_is_remembered_is_uncertain()
    {
        var log = L.Says(Zero);
        for (var hour = 30; hour < 80; hour++) log.Says(Hours(hour));
        var entries = log.Sends(Hours(29)).Sends(Hours(80)).Audit();
        Assert.Equal([true, false], entries.Select(entry => entry.Uncertain));
    }

    [Fact]
    public void A_send_into_a_thread_that_was_quiet_while_many_others_talked_is_uncertain_only_if_dated_back()
    {
        var log = L.Says(Hours(1));
        for (var other = 1; other <= 10_000; other++)
        {
            var (person, at) = (7_100_000_000_000_000 + other, log.Stamp(Hours(2)));
            log.Raw(string.Create(
                CultureInfo.InvariantCulture,
                $$$$"""{"received":{"object":"page","entry":[{"id":"{{{{Shop}}}}","messaging":[{"sender":{"id":"{{{{person}}}}"},"timestamp":{{{{at}}}},"read":{"watermark":1}}]}]}}"""));
        }

        var entries = log.Sends(Zero).Sends(Hours(3)).Audit();
        Assert.Equal([true, false], entries.Select(entry => entry.Uncertain));
        Assert.True(entries[1].Accepted);
    }

    [Fact]
    public void A_line_of_the_same_mid_is_known_again_after_many_others()
    {
        var log = L.Says(Zero).Sends(Hours(1), more: "\"mid\":\"first\",");
        for (var other = 0; other < 20_000; other++) log.Sends(Hours(2), more: $"\"mid\":\"m{other}\",");
        log.Sends(Hours(1), more: "\"mid\":\"first\",").Sends(Hours(1), more: "\"mid\":\"f\\u0069rst\",");
        Assert.Equal(20_001, log.Audit().Count);
    }
}
