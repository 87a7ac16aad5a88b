using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Parley.Cli;

namespace Parley.Scenarios.Tests;

/// <summary><c>parley audit</c> as a user types it.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private const string Fine =
        """
        {"page":{"id":"100000000000001","name":"Shop"}}
        {"received":{"object":"page","entry":[{"id":"100000000000001","time":1777194000000,"messaging":[{"sender":{"id":"7000000000000001"},"recipient":{"id":"100000000000001"},"timestamp":1777194000000,"message":{"mid":"m_1","text":"hi"}}]}]}}
        {"sent":{"at":"2026-04-26T09:30:00Z","page":"100000000000001","author":"human","request":{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"text":"Hello"}},"mid":"m_2"}}
        {"sent":{"at":"2026-04-26T10:00:00Z","page":"100000000000001","author":"human","request":{"recipient":{"id":"7000000000000001"},"tag":"ACCOUNT_UPDATE","message":{"text":"Your card application was approved"}},"mid":"m_3"}}

        """;

    private const string Late =
        """
        {"sent":{"at":"2026-04-27T09:00:00.001Z","page":"100000000000001","author":"human","request":{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"text":"<Hello> & more"}},"mid":"m_4"}}

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("parley-audit-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_log_without_a_fault_ends_with_0_and_is_summed_up()
    {
        var run = (await CliRun.Of("audit", Written(Fine))).Said("2 sends, 2 accepted, 0 refused, 0 violated");
        Assert.Contains("tag:ACCOUNT_UPDATE", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_send_ends_with_1_and_names_its_line_code_and_reason()
    {
        var run = await Audited(Fine + Late);
        Assert.Equal((ExitCode.Refused, ""), (run.Exit, run.Error));
        Assert.Matches("5  2026-04-27T09:00:00.001Z .* 10/2018278 outside_window", run.Out);
    }

    [Fact]
    public async Task The_readings_of_a_settings_file_judge_the_log_too()
    {
        var last = Late.Replace("00.001Z", "00.000Z", StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Audited(Fine + last)).Exit);
        var settings = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(
            settings,
            """{"readings":{"window_end_included":false}}""",
            TestContext.Current.CancellationToken);
        var run = await Audited(Fine + last, "--settings", settings);
        Assert.Equal(ExitCode.Refused, run.Exit);
        Assert.Contains("outside_window", run.Out, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            settings, """{"readings":{"lapse":"PT1H"}}""", TestContext.Current.CancellationToken);
        run = await Audited(Fine, "--settings", settings);
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains("readings.lapse", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await Audited(Fine, "--settings", settings + ".none")).Exit);
    }

    [Fact]
    public async Task Jsonl_prints_one_decision_a_send_with_its_line_and_then_the_summary()
    {
        var lines = (await Audited(Fine + Late, "--format", "jsonl")).Out.TrimEnd('\n').Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([3, 4, 5], lines[..3].Select(line => line.GetProperty("line").GetInt32()));
        var refused = lines[2];
        Assert.Equal(2018278, refused.GetProperty("wire").GetProperty("error_subcode").GetInt32());
        Assert.Equal("2021-10-01", refused.GetProperty("edition").GetString());
        Assert.NotEmpty(refused.GetProperty("lanes").EnumerateArray());
        Assert.Equal("tag:ACCOUNT_UPDATE", lines[1].GetProperty("lane").GetString());
        Assert.Equal(3, lines[3].GetProperty("summary").GetProperty("sends").GetInt32());
    }

    [Fact]
    public async Task Compare_tells_what_comes_out_otherwise()
    {
        var run = await Audited(Fine, "--compare", "2026-04-27");
        Assert.Contains("under 2026-04-27: ✗ 100/1893061 tag_retired", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 2 come out otherwise", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, run.Exit);
        var json = (await Audited(Fine, "--compare", "2026-04-27", "--format", "jsonl")).Out.Split('\n');
        Assert.DoesNotContain("compared", json[0], StringComparison.Ordinal);
        Assert.Equal("2026-04-27", JsonDocument.Parse(json[1]).RootElement
            .GetProperty("compared").GetProperty("edition").GetString());
    }

    [Fact]
    public async Task Junit_has_one_case_a_send_and_a_failure_for_the_refused()
    {
        var suites = XDocument.Parse((await Audited(Fine + Late, "--format", "junit")).Out).Root!;
        Assert.Equal(("3", "1"), (suites.Attribute("tests")!.Value, suites.Attribute("failures")!.Value));
        Assert.Equal(3, suites.Descendants("testcase").Count());
        Assert.Equal("outside_window", suites.Descendants("failure").Single().Attribute("type")!.Value);
    }

    [Fact]
    public async Task The_html_report_draws_and_loads_nothing()
    {
        var html = (await Audited(Fine + Late, "--format", "html")).Out;
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("No window is open that would carry this message", html, StringComparison.Ordinal);
        foreach (var loads in (string[])["http://", "https://", "src=", "<script", "@import", "url("])
            Assert.DoesNotContain(loads, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_html_report_calls_pages_by_name_and_says_what_it_means_before_the_code()
    {
        var html = (await Audited(Fine + Late, "--format", "html", "--compare", "2026-04-27")).Out;
        Assert.Contains("Shop<small>100000000000001</small>", html, StringComparison.Ordinal);
        Assert.Contains("has to act first.<small>outside_window</small>", html, StringComparison.Ordinal);
        Assert.Contains("refused</span><small>10/2018278 outside_window</small>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", "uncertain: dated long before")]
    [InlineData("jsonl", "\"uncertain\":true")]
    [InlineData("junit", "<system-out>uncertain")]
    [InlineData("html", "1 send is uncertain")]
    public async Task A_send_dated_before_more_than_is_remembered_is_told(string format, string told)
    {
        var log = new System.Text.StringBuilder(Fine);
        for (var minute = 10; minute < 60; minute++)
        {
            log.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $$$$$"""
                {"sent":{"at":"2026-04-26T12:{{{{{minute}}}}}:00Z","page":"100000000000001","author":"human","request":{"recipient":{"id":"7000000000000001"},"message":{"text":"Hello"}}}}

                """);
        }

        log.Append(Fine.Split('\n')[2].Replace("m_2", "m_5", StringComparison.Ordinal));
        var run = await Audited(log.ToString(), "--format", format);
        Assert.Contains(told, run.Out, StringComparison.Ordinal);
        Assert.StartsWith("parley: 1 send is uncertain", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_line_is_named_and_skipped_or_fatal()
    {
        var run = await Audited("nonsense\n" + Fine);
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Contains("parley: line 1: it is not JSON", run.Error, StringComparison.Ordinal);
        (await Audited(Fine + "{}\n", "--strict-input")).FailedAt(ExitCode.Usage, "line 5: it must hold one of page");
    }

    [Fact]
    public async Task Standard_input_and_gzip_are_read_and_a_cut_gzip_is_told()
    {
        (await CliRun.Of(Fine, ["audit", "-"], TestContext.Current.CancellationToken)).Said("2 sends");
        var packed = Path.Combine(folder, "log.gz");
        await using (var file = File.Create(packed))
        await using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Fine), TestContext.Current.CancellationToken);
        (await CliRun.Of("audit", packed)).Said("2 sends");
        var bytes = await File.ReadAllBytesAsync(packed, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(packed, bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);
        (await CliRun.Of("audit", packed)).FailedAt(ExitCode.Usage, "gzip");
    }

    [Theory]
    [InlineData("--edition", "2021-10-02", "there is no edition `2021-10-02`")]
    [InlineData("--compare", "tomorrow", "there is no edition `tomorrow`")]
    [InlineData("--format", "pdf", "pdf")]
    public async Task Bad_usage_is_named(string option, string value, string named) =>
        (await Audited(Fine, option, value)).FailedWith(ExitCode.Usage, named);

    [Fact]
    public async Task A_log_that_is_not_there_is_named() =>
        (await CliRun.Of("audit", Path.Combine(folder, "none"))).FailedWith(ExitCode.Usage, "none");

    private Task<CliRun> Audited(string log, params string[] options) =>
        CliRun.Of(["audit", Written(log), .. options]);

    private string Written(string log)
    {
        var file = Path.Combine(folder, "log.jsonl");
        File.WriteAllText(file, log);
        return file;
    }
}

file static class Runs
{
    /// <summary>It failed with a code and a word; lines printed before it may stand.</summary>
    public static void FailedAt(this CliRun run, int exit, string because)
    {
        Assert.Equal(exit, run.Exit);
        Assert.Contains(because, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
