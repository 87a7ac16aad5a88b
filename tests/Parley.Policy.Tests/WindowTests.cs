using NodaTime;

namespace Parley.Policy.Tests;

public sealed class WindowTests
{
    private static readonly Moment Opened = new(1_633_510_800_000);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(999, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_window_is_closed_at_its_end(long after, bool inside) =>
        Assert.Equal(inside, new Window(Opened, Duration.FromSeconds(1)).Contains(Opened.Plus(after)));

    [Fact]
    public void A_window_nothing_opened_contains_no_moment()
    {
        var window = new Window(Moment.Never, Duration.FromDays(7));
        Assert.Equal(Moment.Never, window.End);
        Assert.False(window.Contains(Opened));
        Assert.False(window.Contains(Moment.Never));
    }

    [Fact]
    public void A_moment_is_the_millisecond_its_instant_falls_in()
    {
        var instant = Instant.FromUnixTimeMilliseconds(-5);
        Assert.Equal(new Moment(-5), Moment.Of(instant.PlusNanoseconds(999_999)));
        Assert.Equal(new Moment(-4), Moment.Of(instant.PlusNanoseconds(1_000_000)));
        Assert.Equal(instant, Moment.Of(instant).ToInstant());
        Assert.Null(Moment.Never.ToInstant());
        Assert.Equal(Moment.Never, Moment.Never.Plus(1));
    }
}
