using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli;
using Parley.Cli.Client;

namespace Parley.Scenarios.Tests;

/// <summary><c>parley serve</c> as a process of its own, as a new user starts it.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("parley-serve-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_new_store_gets_a_demo_world_whose_values_work_and_last()
    {
        var first = await Serve();
        var (page, psid) = (first.Value("page_id"), first.Value("psid"));
        using (var api = ParleyApi.Connect(first.Url, key: null))
        {
            var sent = await api.Graph(
                "v12.0/me/messages",
                JsonNode.Parse($$"""{"recipient":{"id":"{{psid}}"},"message":{"text":"At eight."} }""")!,
                first.Value("page_token"),
                Cancel);
            Assert.True(sent.Ok, sent.Ok ? "" : sent.Fault().Message);
        }

        Assert.Equal(ExitCode.Done, await first.Stop());
        var second = await Serve();
        Assert.Equal(first.Value("page_token"), second.Value("page_token"));
        (await CliRun.Of("thread", page, psid, "--messages", "--url", second.Url)).Said("At eight.");
        Assert.Equal(ExitCode.Done, await second.Stop());
    }

    [Fact]
    public async Task A_second_server_on_the_same_store_says_what_is_missing()
    {
        var first = await Serve();
        var second = await CliRun.Of("serve", "--store", folder, "--urls", "http://127.0.0.1:0");
        second.FailedWith(ExitCode.Missing, folder);
        await first.Stop();
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var there = await LiveServer.Start(Cancel);
        (await CliRun.Of("serve", "--ephemeral", "--urls", there.Origin)).FailedWith(ExitCode.Missing, there.Origin);
    }

    [Fact]
    public async Task An_operator_key_locks_the_api_but_not_the_graph()
    {
        const string key = "a-key-of-some-length";
        var server = await Serve("--operator-key", key);
        string[] show = ["clock", "show", "--url", server.Url];
        (await CliRun.Of(show)).FailedWith(ExitCode.Usage, "operator key");
        (await CliRun.Of([.. show, "--key", "another-key-of-some-length"])).FailedWith(ExitCode.Usage, "operator key");
        (await CliRun.Of([.. show, "--key", key])).Succeeded();
        var (psid, token) = (server.Value("psid"), server.Value("page_token"));
        (await CliRun.Of("send", "hi", "--to", psid, "--token", token, "--url", server.Url)).Succeeded();
        await server.Stop();
    }

    [Fact]
    public async Task A_world_file_takes_the_place_of_the_demo_world()
    {
        var first = await Serve();
        var world = Path.Combine(folder, "world.json");
        Assert.Equal(ExitCode.Done, (await CliRun.Of("world", "export", "--out", world, "--url", first.Url)).Exit);
        await first.Stop();
        var server = await Serve("--ephemeral", "--world", world, "--virtual-clock", "2026-03-02T09:00:00.000Z");
        Assert.Equal(first.Value("page_token"), server.Value("page_token"));
        (await CliRun.Of("world", "export", "--url", server.Url)).Said("Harbour Coffee");
        (await CliRun.Of("clock", "show", "--url", server.Url)).Said("virtual, frozen");
        await server.Stop();
    }

    [Fact]
    public async Task Https_is_answered_beside_http_by_the_certificate_of_the_trusted_authority()
    {
        // The certificates of this user stay out of the test's way: it has a home of its own.
        var server = await Serve("--ephemeral", "--tls", "0");
        var https = server.Said.GetProperty("https").GetString()!;
        var trust = Path.Combine(folder, "home", "parley", "trust");
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(trust, "authority.pem"));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { authority },
        };
        using var client = new HttpClient(handler);
        var me = await client.GetStringAsync(
            new Uri($"{https}/v21.0/me?access_token={server.Value("page_token")}"), Cancel);
        Assert.Contains(server.Value("page_id"), me, StringComparison.Ordinal);
        Assert.StartsWith("http:", server.Url, StringComparison.Ordinal);
        await server.Stop();
    }

    [Theory]
    [InlineData("https://127.0.0.1:0", "tls.certificate")]
    [InlineData("ftp://127.0.0.1:0", "https://ADDRESS:PORT")]
    public async Task An_address_that_cannot_be_served_is_named(string urls, string because) =>
        (await CliRun.Of("serve", "--ephemeral", "--urls", urls)).FailedWith(ExitCode.Usage, because);

    [Fact]
    public async Task A_certificate_that_is_none_is_named()
    {
        var file = Path.Combine(folder, "server.pem");
        await File.WriteAllTextAsync(file, "nothing", Cancel);
        var settings = Path.Combine(folder, "settings.json");
        var told = new { urls = "https://127.0.0.1:0", tls = new { certificate = file } };
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(told), Cancel);
        (await CliRun.Of("serve", "--ephemeral", "--settings", settings)).FailedWith(ExitCode.Usage, file);
    }

    private async Task<Served> Serve(params string[] more)
    {
        string[] serve = ["serve", "--store", folder, "--urls", "http://127.0.0.1:0", "--json"];
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. serve, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_DATA_HOME"] = Path.Combine(folder, "home") },
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var line = await process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);
        Assert.True(line is not null, line is null ? await errors : "");
        return new Served(process, JsonDocument.Parse(line!).RootElement);
    }

    private sealed record Served(Process Process, JsonElement Said)
    {
        public string Url => Said.GetProperty("url").GetString()!;

        public string Value(string name) => Said.GetProperty("world").GetProperty(name).GetString()!;

        /// <summary>SIGTERM, as a service manager sends it.</summary>
        public async Task<int> Stop()
        {
            using (Process)
            {
                using var kill = Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)])!;
                await kill.WaitForExitAsync(Cancel);
                await Process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
                return Process.ExitCode;
            }
        }
    }
}
