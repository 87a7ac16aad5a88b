using System.Text.Json;
using Parley.Cli;
using Parley.Cli.Scenarios;

namespace Parley.Scenarios.Tests;

/// <summary>Every verb against a living server, as a user types it.</summary>
public sealed class ClientVerbTests : IAsyncLifetime
{
    private LiveServer server = null!;
    private Cast cast = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await LiveServer.Start(Cancel);
        cast = await server.Cast(Cancel);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Act_needs_no_names_where_there_is_one_page_and_one_person()
    {
        var run = (await Parley("act", "message", "Hello", "--json")).Succeeded();
        Assert.NotEmpty(run.Json.GetProperty("psid").GetString()!);
        Assert.Equal(LiveServer.Starts, run.Json.GetProperty("at").GetString());
        Assert.StartsWith("m_", run.Json.GetProperty("mid").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_tells_the_fields_of_the_api_by_options()
    {
        var wrote = await Parley(
            "act", "message", "--text", "Hello", "--page", cast.Page, "--person", cast.Person, "--json");
        var mid = wrote.Json.GetProperty("mid").GetString()!;
        (await Parley("act", "message", "again", "--reply-to", mid, "--at", "2026-03-02T09:00:00.000Z")).Succeeded();
        (await Parley("act", "message", "--attachment", "image=http://127.0.0.1/cat.jpg")).Succeeded();
        (await Parley("act", "block")).Said("✓ block");
        (await Parley("act", "unblock")).Succeeded();
    }

    [Fact]
    public async Task An_act_that_cannot_happen_is_refused_and_says_why()
    {
        (await Parley("act", "message", "Hello")).Succeeded();
        (await Parley("act", "unblock")).FailedWith(ExitCode.Refused, "block");
    }

    [Fact]
    public async Task A_wrong_act_is_bad_input_and_names_what_was_expected() =>
        (await Parley("act", "dance")).FailedWith(ExitCode.Usage, "act");

    [Fact]
    public async Task Send_goes_through_the_send_api_and_prints_its_answer()
    {
        var psid = await Psid();
        var run = (await Parley("send", "We open at eight", "--to", psid, "--json")).Succeeded();
        Assert.Equal(psid, run.Json.GetProperty("recipient_id").GetString());
        Assert.StartsWith("m_", run.Json.GetProperty("message_id").GetString(), StringComparison.Ordinal);
        (await Parley("send", "--action", "typing_on", "--to", psid, "--graph-version", "v12.0")).Succeeded();
        (await Parley("send", "Tea?", "--quick-reply", "Yes=TEA", "--quick-reply", "No", "--to", psid)).Succeeded();
        (await Parley("act", "quick_reply", "--payload", "TEA")).Succeeded();
    }

    [Fact]
    public async Task A_refused_send_tells_the_code_every_lane_and_the_way_left()
    {
        var psid = await Psid();
        (await Parley("clock", "advance", "--by", "PT24H0.001S")).Succeeded();
        var run = await Parley("send", "Too late", "--to", psid, "--app", cast.Apps["desk"].Id);
        Assert.Equal(ExitCode.Refused, run.Exit);
        Assert.Contains("code 10 subcode 2018278", run.Error, StringComparison.Ordinal);
        Assert.Contains("outside_window", run.Out, StringComparison.Ordinal);
        Assert.Contains("human_agent", run.Out, StringComparison.Ordinal);
        var json = await Parley("send", "Too late", "--to", psid, "--json");
        Assert.Equal(ExitCode.Refused, json.Exit);
        Assert.Equal(2018278, json.Json.GetProperty("error").GetProperty("error_subcode").GetInt32());
        string[] human = ["send", "A human", "--tag", "HUMAN_AGENT", "--app", cast.Apps["desk"].Id, "--to", psid];
        (await Parley(human)).Succeeded();
    }

    [Fact]
    public async Task Send_takes_a_whole_request_from_standard_input()
    {
        var psid = await Psid();
        var body = $$"""{"recipient":{"id":"{{psid}}"},"message":{"text":"whole"} }""";
        string[] send = ["send", "--request", "-", "--token", cast.Apps["bot"].PageToken, "--url", server.Origin];
        (await CliRun.Of(body, send, Cancel)).Succeeded();
        (await CliRun.Of("{", send, Cancel)).FailedWith(ExitCode.Usage, "no JSON");
    }

    [Fact]
    public async Task Send_without_recipient_text_or_installed_app_is_bad_usage()
    {
        (await Parley("send", "Hello")).FailedWith(ExitCode.Usage, "--to");
        (await Parley("send", "--to", "1")).FailedWith(ExitCode.Usage, "nothing to send");
        (await Parley("send", "Hello", "--to", "1", "--app", "42")).FailedWith(ExitCode.Usage, "42");
    }

    [Fact]
    public async Task Thread_shows_every_lane_and_what_was_said()
    {
        var psid = await Psid();
        (await Parley("send", "We open at eight", "--to", psid)).Succeeded();
        (await Parley("thread", cast.Page, psid)).Said("standard").Said("until 2026-03-03T09:00:00.000Z");
        (await Parley("thread", cast.Page, psid, "--messages")).Said("person").Said("We open at eight");
        var json = (await Parley("thread", cast.Page, psid, "--edition", "2021-10-01", "--json")).Succeeded().Json;
        Assert.True(json.GetProperty("lanes").GetArrayLength() >= 2);
        (await Parley("thread", cast.Page, "999")).FailedWith(ExitCode.Usage, "999");
    }

    [Fact]
    public async Task Decide_answers_without_sending_and_by_exit_code()
    {
        var psid = await Psid();
        (await Parley("decide", "Hi", "--to", psid)).Said("accepted by lane standard");
        var late = await Parley("decide", "Hi", "--to", psid, "--at", "2026-03-03T09:00:00.001Z", "--json");
        Assert.Equal(ExitCode.Refused, late.Exit);
        Assert.Equal("outside_window", late.Json.GetProperty("wire").GetProperty("reason").GetString());
        string[] human =
            ["decide", "Hi", "--to", psid, "--tag", "HUMAN_AGENT", "--app", cast.Apps["desk"].Id, "--author"];
        (await Parley([.. human, "human"])).Succeeded();
        var violated = await Parley([.. human, "bot"]);
        Assert.Equal(ExitCode.Refused, violated.Exit);
        Assert.Contains("violation", violated.Out, StringComparison.Ordinal);
        var said = (await Parley("thread", cast.Page, psid, "--messages")).Said("Hello");
        Assert.DoesNotContain("Hi", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_is_shown_set_and_moved_forward_only()
    {
        (await Parley("clock", "show")).Said($"{LiveServer.Starts}  virtual, frozen");
        var moved = (await Parley("clock", "advance", "--to", "2026-03-05T00:00:00.000Z", "--json")).Succeeded().Json;
        Assert.Equal("2026-03-05T00:00:00.000Z", moved.GetProperty("now").GetString());
        (await Parley("clock", "set", "--now", "2026-03-06T00:00:00.000Z")).Succeeded();
        (await Parley("clock", "set", "--now", "2026-03-01T00:00:00.000Z")).FailedWith(ExitCode.Refused, "now");
        (await Parley("clock", "advance", "--by", "yesterday")).FailedWith(ExitCode.Usage, "by");
        (await Parley("clock", "advance")).FailedWith(ExitCode.Usage, "--by");
        (await Parley("clock", "set")).FailedWith(ExitCode.Usage, "--mode");
    }

    [Fact]
    public async Task Clock_advances_to_the_next_closing_window()
    {
        await Psid();
        var moved = (await Parley("clock", "advance", "--next", "--json")).Succeeded().Json;
        Assert.StartsWith("2026-03-03T09:00:00.00", moved.GetProperty("now").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tail_follows_the_journal_with_lane_and_reason()
    {
        var psid = await Psid();
        (await Parley("send", "In time", "--to", psid)).Succeeded();
        (await Parley("clock", "advance", "--by", "P2D")).Succeeded();
        Assert.Equal(ExitCode.Refused, (await Parley("send", "Late", "--to", psid)).Exit);
        var lines = await Tail(3, "--after", "0");
        Assert.Contains("message", lines[0], StringComparison.Ordinal);
        Assert.Contains("standard", lines[1], StringComparison.Ordinal);
        Assert.Contains("outside_window", lines[2], StringComparison.Ordinal);
        var refused = await Tail(1, "--after", "0", "--kind", "refused", "--thread", $"{cast.Page}/{psid}", "--json");
        using var row = JsonDocument.Parse(refused[0]);
        Assert.Equal("outside_window", row.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Deliveries_are_listed_and_an_unknown_one_cannot_be_resent()
    {
        (await Parley("deliveries", "list", "--page", cast.Page)).Succeeded();
        var listed = (await Parley("deliveries", "list", "--json")).Succeeded().Json;
        Assert.Equal(JsonValueKind.Array, listed.GetProperty("data").ValueKind);
        Assert.Equal(ExitCode.Usage, (await Parley("deliveries", "resend", "424242")).Exit);
    }

    [Fact]
    public async Task What_the_rules_found_is_listed_and_tailed()
    {
        (await Parley("violations")).Succeeded().Said("nothing found");
        var psid = await Psid();
        (await Parley("send", "Your class is confirmed. 20% off everything today!", "--to", psid, "--tag",
            "CONFIRMED_EVENT_UPDATE")).Succeeded();
        (await Parley("violations", "--rule", "promo_tag", "--page", cast.Page)).Succeeded().Said("20% off");
        var listed = (await Parley("violations", "--rule", "promo_tag", "--json")).Succeeded().Json;
        Assert.Equal("promo_tag", listed.GetProperty("data")[0].GetProperty("rule").GetString());
        (await Parley("violations", "--level", "grave")).FailedWith(ExitCode.Usage, "level");
        var lines = await Tail(1, "--after", "0", "--kind", "sent");
        Assert.Contains("violation: promo_tag", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_goes_out_to_a_file_and_into_another_server()
    {
        var file = Path.Combine(Path.GetTempPath(), $"parley-world-{Guid.NewGuid():N}.json");
        try
        {
            Assert.Equal(ExitCode.Done, (await Parley("world", "export", "--out", file)).Exit);
            await using var other = await LiveServer.Start(Cancel);
            (await CliRun.Of("world", "import", file, "--url", other.Origin)).Succeeded();
            var copied = (await CliRun.Of("world", "export", "--url", other.Origin)).Succeeded();
            Assert.Contains("Harbour Coffee", copied.Out, StringComparison.Ordinal);
            Assert.Contains(cast.Apps["bot"].Secret, copied.Out, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }

        (await Parley("world", "import", "/nowhere/world.json")).FailedWith(ExitCode.Usage, "/nowhere/world.json");
        var wrong = await CliRun.Of("[]", ["world", "import", "-", "--url", server.Origin], Cancel);
        wrong.FailedWith(ExitCode.Usage, "object");
    }

    private async Task<string> Psid() =>
        (await Parley("act", "message", "Hello", "--json")).Succeeded().Json.GetProperty("psid").GetString()!;

    private Task<CliRun> Parley(params string[] args) => CliRun.Of([.. args, "--url", server.Origin]);

    private async Task<string[]> Tail(int lines, params string[] args)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var output = new LineWriter(lines, stop);
        var exit = await CommandLine.Run(
            ["tail", .. args, "--url", server.Origin], TextReader.Null, output, TextWriter.Null, stop.Token);
        Assert.Equal(ExitCode.Done, exit);
        return output.Lines;
    }

    /// <summary>Collects lines and stops the command after the last one wanted.</summary>
    private sealed class LineWriter(int wanted, CancellationTokenSource stop) : StringWriter
    {
        public string[] Lines => ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (Lines.Length >= wanted) stop.Cancel();
        }
    }
}
