using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Parley.Cli.Demo;
using Parley.Cli.Scenarios;

namespace Parley.Scenarios.Tests;

/// <summary>The sample bot from npm: it plays the demo's story, and believes nobody without the app's secret.</summary>
public sealed class SampleBotTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Body = """{"object":"page","entry":[{"id":"1","time":1,"messaging":[]}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_plays_its_story_to_the_end()
    {
        var run = await CliRun.Of("", ["demo"], Cancel);
        Assert.True(run.Exit == Cli.ExitCode.Done, run.Out + run.Error);
        Assert.Contains("webhook verified", run.Out, StringComparison.Ordinal);
        Assert.Contains("Hello Ada! I am the echo bot.", run.Out, StringComparison.Ordinal);
        Assert.Contains("(typing_on)", run.Out, StringComparison.Ordinal);
        Assert.Contains("✓ accepted by lane standard", run.Out, StringComparison.Ordinal);
        Assert.Contains("✗ refused code 10 subcode 2018278: outside_window", run.Out, StringComparison.Ordinal);
        Assert.Contains("✓ accepted by lane human_agent", run.Out, StringComparison.Ordinal);
        Assert.Contains("✗ refused code 551 subcode 1545041: blocked", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_of_ones_own_is_told_its_tokens_and_awaited()
    {
        var port = FreePort();
        using var output = new SharedWriter();
        var demo = Cli.CommandLine.Run(
            ["demo", "--bot", $"http://127.0.0.1:{port}/webhook"], TextReader.Null, output, TextWriter.Null, Cancel);
        while (!output.ToString().Contains("waiting for the handshake", StringComparison.Ordinal))
        {
            Assert.False(demo.IsCompleted);
            await Task.Delay(20, Cancel);
        }

        var told = output.ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Contains('=', StringComparison.Ordinal))
            .ToDictionary(word => word[..word.IndexOf('=')], word => word[(word.IndexOf('=') + 1)..]);
        var app = new CastApp(told["APP_ID"], "Bot", told["APP_SECRET"], "", told["PAGE_TOKEN"]);
        var folder = SampleBot.Folder();
        await NodeTools.Prepare(folder, _ => { }, Cancel);
        await using var bot = await SampleBot.Start(folder, told["PARLEY_URL"], app, port, _ => { }, Cancel);
        Assert.True(await demo == Cli.ExitCode.Done, output.ToString());
    }

    [Theory]
    [InlineData("X-Hub-Signature-256", "sha256", Secret, HttpStatusCode.OK)]
    [InlineData("X-Hub-Signature", "sha1", Secret, HttpStatusCode.OK)]
    [InlineData("X-Hub-Signature-256", "sha256", "another secret", HttpStatusCode.Forbidden)]
    [InlineData("X-Hub-Signature", "sha1", "another secret", HttpStatusCode.Forbidden)]
    [InlineData("X-Other", "sha1", Secret, HttpStatusCode.Forbidden)]
    public async Task The_bot_believes_only_what_is_signed_with_its_secret(
        string header, string hash, string secret, HttpStatusCode expected)
    {
        await using var bot = await Start();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.Callback) { Content = new StringContent(Body) };
        request.Headers.Add(header, Sign(hash, secret));
        using var response = await http.SendAsync(request, Cancel);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task The_bot_refuses_a_right_signature_beside_a_wrong_one()
    {
        await using var bot = await Start();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.Callback) { Content = new StringContent(Body) };
        request.Headers.Add("X-Hub-Signature-256", Sign("sha256", "another secret"));
        request.Headers.Add("X-Hub-Signature", Sign("sha1", Secret));
        using var response = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData(Cast.VerifyToken, HttpStatusCode.OK, "1158201444")]
    [InlineData("guess", HttpStatusCode.Forbidden, "wrong verify token")]
    public async Task The_bot_answers_the_handshake_that_names_its_token(
        string token, HttpStatusCode status, string body)
    {
        await using var bot = await Start();
        using var http = new HttpClient();
        using var response = await http.GetAsync(
            new Uri($"{bot.Callback}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}"), Cancel);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Read by the test while the command writes it.</summary>
    private sealed class SharedWriter : StringWriter
    {
        private readonly Lock turn = new();

        public override void WriteLine(string? value)
        {
            lock (turn) base.WriteLine(value);
        }

        public override string ToString()
        {
            lock (turn) return base.ToString();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<SampleBot> Start()
    {
        var folder = SampleBot.Folder();
        await NodeTools.Prepare(folder, _ => { }, Cancel);
        var app = new CastApp("500", "Bot", Secret, "500|" + Secret, "EAAtoken");
        return await SampleBot.Start(folder, "http://127.0.0.1:9", app, port: 0, _ => { }, Cancel);
    }

    private static string Sign(string hash, string secret)
    {
        var (key, body) = (Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Body));
        // The platform still signs with SHA-1 beside SHA-256, and clients rely on it.
        var mac = hash == "sha1" ? Sha1(key, body) : HMACSHA256.HashData(key, body);
        return $"{hash}={Convert.ToHexStringLower(mac)}";
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security", "CA5350", Justification = "The platform signs webhooks with SHA-1, too.")]
    private static byte[] Sha1(byte[] key, byte[] body) => HMACSHA1.HashData(key, body);
}
