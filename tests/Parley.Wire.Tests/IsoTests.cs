using CsCheck;
using NodaTime;

namespace Parley.Wire.Tests;

public sealed class IsoTests
{
    [Theory]
    [InlineData("2021-10-06T09:00:00.001Z", "2021-10-06T09:00:00.001Z")]
    [InlineData("2021-10-06T09:00:00Z", "2021-10-06T09:00:00.000Z")]
    [InlineData("2021-10-06T18:00:00.5+09:00", "2021-10-06T09:00:00.500Z")]
    [InlineData("2021-10-06T09:00:00.0019999Z", "2021-10-06T09:00:00.001Z")]
    [InlineData("2021-10-06T09:00:00-00:30", "2021-10-06T09:30:00.000Z")]
    public void Instants_are_read_with_any_offset_and_written_in_utc(string text, string written)
    {
        Assert.True(IsoInstant.TryParse(text, out var instant));
        Assert.Equal(written, IsoInstant.Format(instant));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2021-10-06")]
    [InlineData("2021-10-06T09:00:00")]
    [InlineData("2021-02-30T09:00:00Z")]
    [InlineData("now")]
    [InlineData("99999-10-06T09:00:00Z")]
    public void Another_text_is_no_instant(string? text) => Assert.False(IsoInstant.TryParse(text, out _));

    [Theory]
    [InlineData("PT25H", 25 * 3_600_000L)]
    [InlineData("P7D", 7 * 86_400_000L)]
    [InlineData("P1W", 7 * 86_400_000L)]
    [InlineData("P1DT2H3M4.005S", 93_784_005L)]
    [InlineData("PT0.001S", 1)]
    [InlineData("PT0S", 0)]
    public void Lengths_are_read(string text, long milliseconds)
    {
        Assert.True(IsoDuration.TryParse(text, out var length));
        Assert.Equal(Duration.FromMilliseconds(milliseconds), length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("PT-1S")]
    [InlineData("-PT1S")]
    [InlineData("P")]
    [InlineData("25h")]
    [InlineData("P99999999999D")]
    [InlineData("P999999999999999999W")]
    public void Another_text_is_no_length(string? text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Fact]
    public void What_is_written_reads_back()
    {
        Gen.Long[-62135596800000, 253402300799999].Sample(milliseconds =>
        {
            var instant = Instant.FromUnixTimeMilliseconds(milliseconds);
            return IsoInstant.TryParse(IsoInstant.Format(instant), out var read) && read == instant;
        });
        Gen.Long[0, 100_000L * 86_400_000].Sample(milliseconds =>
        {
            var length = Duration.FromMilliseconds(milliseconds);
            return IsoDuration.TryParse(IsoDuration.Format(length), out var read) && read == length;
        });
    }
}
