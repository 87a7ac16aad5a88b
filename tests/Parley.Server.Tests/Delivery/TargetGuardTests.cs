using System.Net;
using Parley.Server.Delivery;
using Parley.Wire.Webhooks;

namespace Parley.Server.Tests.Delivery;

public sealed class TargetGuardTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("100.63.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("::ffff:93.184.216.34")]
    public void A_public_address_may_be_called_over_https_only(string address)
    {
        var guard = new TargetGuard(loopback: true, []);

        Assert.Null(guard.Refusal(new Uri("https://bot.example/hook"), IPAddress.Parse(address)));
        var refusal = guard.Refusal(new Uri("http://bot.example/hook"), IPAddress.Parse(address));
        Assert.Contains("plain http", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:0:a00:1::")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void A_private_address_is_refused_whatever_name_it_goes_by(string address)
    {
        var guard = new TargetGuard(loopback: true, []);

        var refusal = guard.Refusal(new Uri("https://bot.example/hook"), IPAddress.Parse(address));

        Assert.Contains("`bot.example` is ", refusal, StringComparison.Ordinal);
        Assert.Contains("delivery.allowed_targets", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void Loopback_may_be_called_only_where_the_server_is_on_loopback(string address)
    {
        var url = new Uri("http://localhost:8080/hook");

        Assert.Null(new TargetGuard(loopback: true, []).Refusal(url, IPAddress.Parse(address)));
        Assert.NotNull(new TargetGuard(loopback: false, []).Refusal(url, IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "10.2.0.1", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("hooks.internal", "10.9.9.9", true)]
    [InlineData("HOOKS.internal", "10.9.9.9", true)]
    [InlineData("internal", "10.9.9.9", false)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("fd00::/8", "fd00::1", true)]
    public void What_the_operator_lists_may_be_called_over_http_too(string listed, string address, bool allowed)
    {
        var guard = new TargetGuard(loopback: false, [listed]);

        Assert.Equal(allowed, guard.Refusal(new Uri("http://hooks.internal/x"), IPAddress.Parse(address)) is null);
    }

    [Theory]
    [InlineData("ftp://bot.example/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@bot.example/hook")]
    [InlineData("https://10.0.0.1/hook")]
    [InlineData("https://[::ffff:a00:1]/hook")]
    [InlineData("https://0x0a000001/hook")]
    [InlineData("https://167772161/hook")]
    [InlineData("http://93.184.216.34/hook")]
    public void Some_urls_can_be_refused_by_their_text(string url) =>
        Assert.NotNull(new TargetGuard(loopback: true, []).Refusal(new Uri(url)));

    [Fact]
    public async Task The_address_is_judged_when_it_is_connected_to()
    {
        await using var receiver = await Receiver.Start();
        using var poster = new Poster(new TargetGuard(loopback: false, []), new DeliveryOptions());
        using var signer = new BodySigner("secret");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var url = new UriBuilder(receiver.Url) { Host = "localhost" }.Uri;

        var result = await poster.Post(url, signer, "{}"u8.ToArray(), limit);

        Assert.Null(result.Status);
        Assert.Contains("a loopback address", result.Error, StringComparison.Ordinal);
        Assert.Empty(receiver.Posts);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var target = await Receiver.Start();
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = (context, _) =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (307, target.Url);
            return Task.CompletedTask;
        };
        using var poster = new Poster(new TargetGuard(loopback: true, []), new DeliveryOptions());
        using var signer = new BodySigner("secret");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var result = await poster.Post(new Uri(receiver.Url), signer, "{}"u8.ToArray(), limit);

        Assert.Equal(307, result.Status);
        Assert.Empty(target.Posts);
        Assert.Contains("redirects are not followed", Words(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_is_cut()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = async (context, _) =>
        {
            context.Response.StatusCode = 500;
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)'x');
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        };
        using var poster = new Poster(new TargetGuard(loopback: true, []), new DeliveryOptions());
        using var signer = new BodySigner("secret");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var result = await poster.Post(new Uri(receiver.Url), signer, "{}"u8.ToArray(), limit);

        Assert.Equal(500, result.Status);
        Assert.Equal(Poster.MostBody, result.Said!.Length);
        Assert.True(Words(result)!.Length < 300);
    }

    private static string? Words(in DeliveryResult result) =>
        new AttemptWriter(new(), new RetrySchedule(new())).ErrorOf(result);
}
