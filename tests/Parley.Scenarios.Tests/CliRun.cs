using System.Text.Json;
using Parley.Cli;

namespace Parley.Scenarios.Tests;

/// <summary>One command as a user types it, and what came of it.</summary>
internal sealed record CliRun(int Exit, string Out, string Error)
{
    /// <summary>Standard output read as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static async Task<CliRun> Of(params string[] args) => await Of("", args);

    public static async Task<CliRun> Of(string input, string[] args, CancellationToken cancel = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.Run(args, new StringReader(input), output, error, cancel);
        return new CliRun(exit, output.ToString(), error.ToString());
    }

    /// <summary>The fault is one clear line: no stack trace, nothing on standard output.</summary>
    public CliRun FailedWith(int exit, string because)
    {
        Assert.Equal(exit, Exit);
        Assert.Contains(because, Error, StringComparison.Ordinal);
        Assert.StartsWith("parley: ", Error, StringComparison.Ordinal);
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }

    /// <summary>It succeeded and printed this.</summary>
    public CliRun Said(string text)
    {
        Succeeded();
        Assert.Contains(text, Out, StringComparison.Ordinal);
        return this;
    }

    /// <summary>It ended without a word on standard error.</summary>
    public CliRun Succeeded()
    {
        Assert.Equal("", Error);
        Assert.Equal(ExitCode.Done, Exit);
        return this;
    }
}
