using System.Text;
using NodaTime;
using Parley.Server.Hosting;

namespace Parley.Server.Tests.Hosting;

public sealed class SettingsFileTests
{
    [Fact]
    public void A_file_names_what_it_changes_and_leaves_the_rest()
    {
        var settings = Read(
            """
            {
              // Comments are fine.
              "edition": "auto",
              "clock_start": "2026-03-02T09:00:00.000Z",
              "delivery": {"timeout": "PT5S", "retry_ladder": ["PT0S", "PT1M"], "allowed_targets": ["10.0.0.0/8"]},
              "graph": {"accept_instagram_node": true},
            }
            """);
        var usual = new ServerOptions();
        Assert.Equal("auto", settings.Edition);
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 9, 0), settings.ClockStart);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Delivery.Timeout);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMinutes(1)], settings.Delivery.RetryLadder);
        Assert.Equal(["10.0.0.0/8"], settings.Delivery.AllowedTargets);
        Assert.True(settings.Graph.AcceptInstagramNode);
        Assert.Equal(usual.Store, settings.Store);
        Assert.Equal(usual.Delivery.DisableAfter, settings.Delivery.DisableAfter);
    }

    [Theory]
    [InlineData("""{"edtion": "auto"}""", "`edtion`: there is no such setting")]
    [InlineData("""{"delivery": {"timeout": 20}}""", "`delivery.timeout`: expected a length of time such as PT20S or PT15M")]
    [InlineData("""{"shards": "many"}""", "`shards`: the value has the wrong type")]
    [InlineData("""{"clock_start": "soon"}""", "`clock_start`: expected an instant such as 2026-03-02T09:00:00.000Z")]
    [InlineData("null", "expected an object with settings, not null")]
    public void A_wrong_file_is_told_by_the_setting_at_fault(string file, string fault) =>
        Assert.Equal(fault, Assert.Throws<SettingsException>(() => Read(file)).Message);

    [Fact]
    public void What_is_no_JSON_is_told_by_its_line() =>
        Assert.StartsWith(
            "line 2: ",
            Assert.Throws<SettingsException>(() => Read("{\n  oops\n}")).Message,
            StringComparison.Ordinal);

    private static ServerOptions Read(string json) => SettingsFile.Read(Encoding.UTF8.GetBytes(json));
}
