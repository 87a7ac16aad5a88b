using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Parley.Cli;
using Parley.Cli.Serving;
using Parley.Cli.Trust;
using Parley.Server.Hosting;

namespace Parley.Scenarios.Tests;

/// <summary>An authority of this machine's own, and a server under the platform's names.</summary>
public sealed class TrustVerbTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string home = Directory.CreateTempSubdirectory("parley-trust-").FullName;
    private readonly FakeTimeProvider time = new(Start);

    private string Folder => Path.Combine(home, "certificates");

    private TrustFolder Trust => new(Folder, time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task The_verb_names_the_files_and_how_clients_come_to_trust_them()
    {
        var authority = Path.Combine(Folder, "authority.pem");
        (await CliRun.Of("trust", "--dir", Folder)).Said($"NODE_EXTRA_CA_CERTS={authority}").Said("/etc/hosts");
        var again = (await CliRun.Of("trust", "--dir", Folder, "--json")).Succeeded().Json;
        Assert.Equal(authority, again.GetProperty("authority").GetString());
        Assert.Equal("nothing", again.GetProperty("made").GetString());
        var anew = (await CliRun.Of("trust", "--dir", Folder, "--new", "--json")).Succeeded().Json;
        Assert.Equal("authority", anew.GetProperty("made").GetString());
    }

    [Fact]
    public async Task A_directory_that_cannot_be_used_is_named()
    {
        await File.WriteAllTextAsync(Folder, "a file", Cancel);
        (await CliRun.Of("trust", "--dir", Folder)).FailedWith(ExitCode.Missing, Folder);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Keys_are_readable_by_their_owner_only()
    {
        Trust.Ensure();
        foreach (var key in Directory.GetFiles(Folder, "*.key"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(2, Directory.GetFiles(Folder, "*.key").Length);
    }

    [Fact]
    public void A_certificate_is_renewed_before_it_ends_and_the_authority_stays()
    {
        Trust.Ensure();
        var authority = File.ReadAllText(Trust.Root);
        time.SetUtcNow(Start + TimeSpan.FromDays(366));
        Assert.Equal(TrustFolder.Made.Nothing, Trust.Ensure());
        time.SetUtcNow(Start + TimeSpan.FromDays(368));
        Assert.Equal(TrustFolder.Made.Certificate, Trust.Ensure());
        Assert.Equal(TrustFolder.Made.Nothing, Trust.Ensure());
        Assert.Equal(authority, File.ReadAllText(Trust.Root));
        time.SetUtcNow(Start + TimeSpan.FromDays(3640));
        Assert.Equal(TrustFolder.Made.Authority, Trust.Ensure());
        Assert.NotEqual(authority, File.ReadAllText(Trust.Root));
    }

    [Theory]
    [InlineData("authority.pem", "Authority")]
    [InlineData("authority.key", "Authority")]
    [InlineData("server.pem", "Certificate")]
    [InlineData("server.key", "Certificate")]
    public void A_damaged_or_missing_file_is_made_anew(string file, string made)
    {
        Trust.Ensure();
        File.WriteAllText(Path.Combine(Folder, file), "-----BEGIN NOTHING-----");
        Assert.Equal(made, Trust.Ensure().ToString());
        File.Delete(Path.Combine(Folder, file));
        Assert.Equal(made, Trust.Ensure().ToString());
        Assert.Equal(TrustFolder.Made.Nothing, Trust.Ensure());
    }

    [Fact]
    public void A_certificate_of_another_authority_is_made_anew()
    {
        Trust.Ensure();
        var elsewhere = new TrustFolder(Path.Combine(home, "elsewhere"), time);
        elsewhere.Ensure();
        File.Copy(elsewhere.Server.Certificate!, Trust.Server.Certificate!, overwrite: true);
        File.Copy(elsewhere.Server.Key!, Trust.Server.Key!, overwrite: true);
        Assert.Equal(TrustFolder.Made.Certificate, Trust.Ensure());
    }

    [Theory]
    [InlineData("graph.facebook.com", true)]
    [InlineData("graph-video.facebook.com", true)]
    [InlineData("graph.instagram.com", true)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("www.facebook.com", false)]
    [InlineData("facebook.com", false)]
    public async Task A_client_that_trusts_the_authority_reaches_the_platforms_hosts_and_no_other(string host, bool may)
    {
        var trust = new TrustFolder(Folder, TimeProvider.System);
        trust.Ensure();
        await using var server = await RunningServer.Start(
            new ServerOptions { Store = ServerOptions.InMemory, Urls = "https://127.0.0.1:0", Tls = trust.Server },
            Cancel);
        using var handler = new SocketsHttpHandler { ConnectCallback = Dial };
        using var root = X509CertificateLoader.LoadCertificateFromFile(trust.Root);
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { root },
        };
        using var client = new HttpClient(handler);
        Task<string> Asked() => client.GetStringAsync(new Uri($"https://{host}/_parley/health/live"), Cancel);
        if (may) Assert.Contains("live", await Asked(), StringComparison.Ordinal);
        else await Assert.ThrowsAsync<HttpRequestException>(Asked);

        async ValueTask<Stream> Dial(SocketsHttpConnectionContext context, CancellationToken cancel)
        {
            var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", new Uri(server.Origin).Port, cancel);
            return socket.GetStream();
        }
    }

    [Fact]
    public void What_the_authority_signs_for_another_name_is_worth_nothing()
    {
        using var authority = Authority.Create(Start);
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=bank", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("bank.example");
        request.CertificateExtensions.Add(names.Build());
        using var stolen = request.Create(authority, Start, Start.AddDays(1), [1, 2, 3]);
        using var fair = Authority.Sign(authority, Start);
        Assert.True(Builds(fair));
        Assert.False(Builds(stolen));

        bool Builds(X509Certificate2 certificate)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationTime = Start.UtcDateTime.AddHours(1);
            return chain.Build(certificate);
        }
    }
}
