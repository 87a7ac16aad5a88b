using Parley.Server.Delivery;
using Parley.Server.Hosting;

namespace Parley.Server.Tests.Hosting;

/// <summary>A start with wrong settings fails once and names everything that is wrong.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_are_sound() => Assert.Empty(OptionFaults.Of(new ServerOptions()));

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = new ServerOptions
        {
            Urls = "https://127.0.0.1:1;http://example.com:80;nonsense",
            OperatorKey = "short",
            Store = " ",
            Shards = 0,
            HotThreads = 1,
            Edition = "2020-13-01",
            Mode = "lenient",
            Delivery = new DeliveryOptions
            {
                Timeout = TimeSpan.Zero,
                RetryLadder = [],
                AllowedTargets = ["not a host"],
            },
            Graph = new GraphOptions { AppCallsPerHour = 0, PageCallsPerDay = 0 },
        };
        var failure = Assert.Throws<OptionsException>(() => ParleyHost.Build(options));
        string[] settings =
        [
            "urls", "urls", "urls", "operator_key", "store", "shards", "hot_threads", "edition", "mode",
            "delivery.timeout",
            "delivery.retry_ladder", "delivery.allowed_targets", "graph.app_calls_per_hour", "graph.page_calls_per_day",
        ];
        Assert.Equal(settings, failure.Faults.Select(fault => fault.Split('`')[1]));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5280")]
    [InlineData("http://[::]:5280")]
    [InlineData("http://10.1.2.3:5280")]
    [InlineData("http://127.0.0.1:5280;http://10.1.2.3:5281")]
    public void An_address_others_can_reach_needs_an_operator_key(string urls)
    {
        var open = new ServerOptions { Urls = urls };
        Assert.Contains("set an operator key", Assert.Single(OptionFaults.Of(open)), StringComparison.Ordinal);
        Assert.Empty(OptionFaults.Of(open with { OperatorKey = "a key of sixteen".Replace(' ', '-') }));
        Assert.False(OptionFaults.LoopbackOnly(open));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:5280")]
    [InlineData("http://[::1]:5280;http://127.8.9.1:5281")]
    public void Loopback_needs_none(string urls)
    {
        var options = new ServerOptions { Urls = urls };
        Assert.Empty(OptionFaults.Of(options));
        Assert.True(OptionFaults.LoopbackOnly(options));
    }

    [Fact]
    public void The_editions_there_are_are_named()
    {
        var fault = Assert.Single(OptionFaults.Of(new ServerOptions { Edition = "1999-01-01" }));
        Assert.Equal(
            "`edition` is `1999-01-01`: expected auto or one of 2018-09-27, 2020-03-04, 2021-10-01, 2022-05-19, "
            + "2023-08-10, 2024-08-19, 2025-09-01, 2026-02-10, 2026-04-27, 2026-09-28",
            fault);
        Assert.Empty(OptionFaults.Of(new ServerOptions { Edition = "auto" }));
    }
}
