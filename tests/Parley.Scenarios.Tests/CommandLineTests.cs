using Parley.Cli;

namespace Parley.Scenarios.Tests;

/// <summary>What a command line answers without a server: help, usage, reachability.</summary>
public sealed class CommandLineTests
{
    public static TheoryData<string> Verbs =>
    [
        "serve", "demo", "act", "send", "thread", "decide", "clock show", "clock set", "clock advance", "tail",
        "deliveries list", "deliveries resend", "violations", "world export", "world import", "store check",
        "store rebuild",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_of_every_verb_shows_examples_of_itself(string verb)
    {
        var help = (await CliRun.Of([.. verb.Split(' '), "--help"])).Succeeded().Out;
        var examples = help[help.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"parley {verb}", examples, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_help_lists_every_exit_code()
    {
        var help = await CliRun.Of("--help");
        Assert.All(ExitCode.All, one => help.Said($"  {one.Code,-4} {one.Meaning}"));
    }

    [Theory]
    [InlineData("act", "act")]
    [InlineData("dance", "dance")]
    [InlineData("clock", "clock")]
    [InlineData("clock advance --fast", "--fast")]
    [InlineData("act message hi --channel pigeon", "pigeon")]
    [InlineData("serve --mode lenient", "lenient")]
    [InlineData("serve --ephemeral --edition yesterday", "yesterday")]
    [InlineData("serve --ephemeral --urls https://localhost", "https://localhost")]
    [InlineData("serve --ephemeral --urls http://0.0.0.0:0", "operator key")]
    [InlineData("serve --ephemeral --virtual-clock soon", "soon")]
    [InlineData("serve --ephemeral --world /nowhere.json", "/nowhere.json")]
    [InlineData("demo --story /nowhere.json", "/nowhere.json")]
    [InlineData("clock show --url nope", "nope")]
    public async Task Bad_usage_is_one_line_that_names_it(string line, string named) =>
        (await CliRun.Of(line.Split(' '))).FailedWith(ExitCode.Usage, named);

    [Theory]
    [InlineData("act message hi")]
    [InlineData("send hi --to 1")]
    [InlineData("thread 1 2")]
    [InlineData("decide hi --to 1")]
    [InlineData("clock show")]
    [InlineData("tail")]
    [InlineData("deliveries list")]
    [InlineData("violations")]
    [InlineData("world export")]
    public async Task A_server_that_is_not_there_is_exit_code_3(string line)
    {
        const string nobody = "http://127.0.0.1:9";
        (await CliRun.Of([.. line.Split(' '), "--url", nobody])).FailedWith(ExitCode.Unreachable, nobody);
    }
}
