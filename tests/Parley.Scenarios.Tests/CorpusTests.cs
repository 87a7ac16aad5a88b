using System.Text;
using Parley.Cli.Scenarios;

namespace Parley.Scenarios.Tests;

/// <summary>Every scenario file that needs no bot, played against a real server over HTTP.</summary>
public sealed class CorpusTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files() => new(
        from path in Directory.GetFiles(Folder, "*.json")
        let file = Path.GetFileName(path)
        where !Read(file).Steps.Any(step => step.Answer is not null)
        orderby file
        select file);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_scenario_comes_out_as_told(string file)
    {
        var scenario = Read(file);
        await using var server = await LiveServer.Start(Cancel);
        var cast = await Cast.Create(server.Api, scenario, Cancel);
        var differences = new List<string>();
        var asTold = await new ScenarioRunner(server.Api, scenario, cast).Run(
            result =>
            {
                var step = scenario.Steps.ToList().IndexOf(result.Step) + 1;
                differences.AddRange(result.Differences.Select(difference => $"{step}, {result.Words}: {difference}"));
            },
            Cancel);
        Assert.Empty(differences);
        Assert.True(asTold);
    }

    [Theory]
    [InlineData("""{"starts":"2026-03-02T09:00:00.000Z","steps":[]}""", "name")]
    [InlineData("""{"name":"x","starts":"2026-03-02T09:00:00.000Z","steps":[{"akt":{}}]}""", "akt")]
    [InlineData("""{"name":"x",""", "line 1")]
    public void A_file_that_is_no_scenario_is_refused_with_the_place(string json, string place)
    {
        var fault = Assert.Throws<Cli.CliException>(() => Scenario.Parse(Encoding.UTF8.GetBytes(json), "x.json"));
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
        Assert.Equal(Cli.ExitCode.Usage, fault.ExitCode);
    }

    [Fact]
    public async Task A_scenario_that_tells_something_untrue_is_found_out()
    {
        const string untrue = """
            {"name":"untrue","starts":"2026-03-02T09:00:00.000Z","steps":[
              {"act":{"act":"message","text":"hi"}},
              {"send":{"message":{"text":"x"}},"expect":{"accept":false,"code":10,"reason":"outside_window"}},
              {"lanes":{"standard":false}}]}
            """;
        var scenario = Scenario.Parse(Encoding.UTF8.GetBytes(untrue), "untrue.json");
        await using var server = await LiveServer.Start(Cancel);
        var cast = await Cast.Create(server.Api, scenario, Cancel);
        var differences = new List<string>();
        var asTold = await new ScenarioRunner(server.Api, scenario, cast).Run(
            result => differences.AddRange(result.Differences),
            Cancel);
        Assert.False(asTold);
        Assert.Contains("send: expected refused, found accepted", differences);
        Assert.Contains("lane standard: expected shut, found open", differences);
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "scenarios");

    private static Scenario Read(string file) => Scenario.Parse(File.ReadAllBytes(Path.Combine(Folder, file)), file);
}
