using System.Text;
using Parley.Policy;
using Parley.Wire.Audit;
using Parley.Wire.Content;
using static Parley.Wire.Tests.Audit.Log;

namespace Parley.Wire.Tests.Audit;

/// <summary>Lines read ahead on another thread come to the same as lines read one by one.</summary>
public sealed class LogBlocksTests
{
    [Fact]
    public void What_is_read_ahead_is_judged_as_what_is_read_line_by_line()
    {
        var log = new Log();
        for (var hour = 0; hour < 3000; hour++)
        {
            log.Says(Hours(hour * 2)).Sends(Hours((hour * 2) + 1), hour % 2 == 0 ? "20% off!" : "Hello").Raw("");
            if (hour % 100 == 0) log.Raw("nonsense").Raw($"{{\"{new string('x', 2_000_000)}");
        }

        var one = new List<AuditEntry>();
        var faults = log.Faults("2021-10-01", Mode.Emulate, false, one);
        var (ahead, told) = ReadAhead(string.Join('\n', log.Lines));
        Assert.Equal(60, faults.Count);
        Assert.Equal(faults, told);
        Assert.Equal(3000, one.Count);
        Assert.Equal(one.Select(Told), ahead.Select(Told));
    }

    [Fact]
    public void What_stands_before_a_broken_place_is_given_out_first()
    {
        var log = new Log().Says(NodaTime.Duration.Zero).Sends(Hours(1));
        using var stream = new Breaking(Encoding.UTF8.GetBytes(string.Join('\n', log.Lines) + "\n"));
        using var blocks = new LogBlocks(new LogLines(stream), new BuiltInReview());
        Assert.True(blocks.TryNext(out var block));
        Assert.Equal(2, block.Count);
        Assert.Equal("gone", Assert.Throws<IOException>(() => blocks.TryNext(out _)).Message);
    }

    [Fact]
    public void Whoever_stops_early_need_not_read_the_rest()
    {
        var line = new Log().Says(NodaTime.Duration.Zero).Lines[0] + "\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 20_000))));
        using (var blocks = new LogBlocks(new LogLines(stream), new BuiltInReview()))
            Assert.True(blocks.TryNext(out _));
        Assert.True(stream.Position < stream.Length);
    }

    private static string Told(AuditEntry entry) => $"{entry.Line} {entry.At} {Answer(entry)} {Findings(entry)}";

    private static (List<AuditEntry> Entries, List<(long, string)> Faults) ReadAhead(string text)
    {
        var (entries, faults) = (new List<AuditEntry>(), new List<(long, string)>());
        var review = new BuiltInReview();
        var edition = Policy.Editions.EditionCatalogue.Default;
        var auditor = new Auditor(new AuditSettings(edition, Mode.Emulate, review), entries.Add);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var blocks = new LogBlocks(new LogLines(stream), review);
        while (blocks.TryNext(out var block))
        {
            for (var place = 0; place < block.Count; place++)
            {
                if (auditor.Take(block, place) is { } fault) faults.Add((auditor.Lines, fault));
            }
        }

        auditor.End();
        return (entries, faults);
    }

    private sealed class Breaking(byte[] first) : MemoryStream(first)
    {
        public override int Read(Span<byte> buffer) =>
            Position < Length ? base.Read(buffer) : throw new IOException("gone");
    }
}
