using System.Text;
using Parley.Cli.Scenarios;

namespace Parley.Scenarios.Tests;

/// <summary>How scenario files are read, and that a story which tells something untrue is found out.</summary>
public sealed class ScenarioFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

    [Theory]
    [InlineData("""{"stories":[]}""", "`stories` is empty")]
    [InlineData("""{"stories":[1]}""", "story 1: expected an object")]
    [InlineData("""{"tales":[],"stories":[{}]}""", "`tales`")]
    [InlineData("""{"stories":[{"name":"a","starts":"x","steps":[{"page":{}}]},{"name":"b"}]}""", "`starts` is missing")]
    public void A_book_that_is_none_is_refused_with_the_place(string json, string place)
    {
        var fault = Assert.Throws<Cli.CliException>(() => ScenarioBook.Read(Encoding.UTF8.GetBytes(json), "x.json"));
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_of_a_book_has_from_usual_what_it_leaves_out_and_is_found_by_its_row_or_name()
    {
        var book = Encoding.UTF8.GetBytes("""
            {"name":"x","usual":{"starts":"2021-10-04T09:00:00.000Z","edition":"auto","world":{"page":{"otn":true},"person":{"country":"FR"}}},
             "stories":[{"name":"a","row":7,"steps":[{"page":{}}]},
                        {"name":"b","row":8,"edition":"2018-09-27","world":{"person":{"country":"DE"}},"steps":[{"page":{}}]}]}
            """);
        var (first, second) = (ScenarioBook.One(book, "x.json", "a"), ScenarioBook.One(book, "x.json", "8"));
        Assert.Equal(("a", "auto", "FR"), (first.Name, first.Edition, first.World.Person["country"]!.ToString()));
        Assert.Equal(
            ("b", "2018-09-27", "DE"), (second.Name, second.Edition, second.World.Person["country"]!.ToString()));
        Assert.Equal("true", second.World.Page["otn"]!.ToJsonString());
        Assert.Throws<Cli.CliException>(() => ScenarioBook.One(book, "x.json", "9"));
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
}
