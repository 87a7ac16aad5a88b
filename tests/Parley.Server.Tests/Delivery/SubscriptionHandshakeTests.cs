using Microsoft.AspNetCore.Http;
using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

public sealed class SubscriptionHandshakeTests
{
    private const string Token = "my token/&=ü";

    [Fact]
    public async Task A_callback_that_gives_the_challenge_back_is_verified()
    {
        await using var receiver = await Receiver.Start();
        var query = "";
        receiver.Behaviour = async (context, _) =>
        {
            query = context.Request.QueryString.Value;
            Assert.Equal("GET", context.Request.Method);
            Assert.Equal(Token, context.Request.Query["hub.verify_token"]);
            await context.Response.WriteAsync(context.Request.Query["hub.challenge"].ToString());
        };

        Assert.Null(await Verify(receiver.Url));
        Assert.Matches(
            @"^\?hub\.mode=subscribe&hub\.challenge=[1-9]\d{6,9}&hub\.verify_token=my%20token%2F%26%3D%C3%BC$", query);
    }

    [Theory]
    [InlineData("https://bot.example/hook?a=1&b=%20", "https://bot.example/hook?a=1&b=%20&hub.mode=subscribe")]
    [InlineData("https://bot.example/hook?", "https://bot.example/hook?hub.mode=subscribe")]
    [InlineData("https://bot.example/hook#part", "https://bot.example/hook?hub.mode=subscribe")]
    [InlineData("https://bot.example", "https://bot.example/?hub.mode=subscribe")]
    public void A_query_the_callback_brings_along_is_kept(string callback, string asked) =>
        Assert.StartsWith(
            asked,
            SubscriptionHandshake.Asking(new Uri(callback), "1234567", "t").AbsoluteUri,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(404, "CHALLENGE", 2200, "HTTP Status Code = 404; HTTP Message = Not Found")]
    [InlineData(403, "CHALLENGE", 2200, "HTTP Status Code = 403; HTTP Message = Forbidden")]
    [InlineData(201, "CHALLENGE", 2200, "HTTP Status Code = 201; HTTP Message = Created")]
    [InlineData(302, "CHALLENGE", 2200, "HTTP Status Code = 302; HTTP Message = Found")]
    [InlineData(200, "OK", 2201, "OK")]
    [InlineData(200, "Error; wrong verify token", 2201, "Error; wrong verify token")]
    [InlineData(200, "\"CHALLENGE\"", 2201, "\"CHALLENGE\"")]
    [InlineData(200, "CHALLENGE\n", 2201, "CHALLENGE ")]
    [InlineData(200, "", 2201, "")]
    public async Task Anything_else_is_refused_with_the_platforms_text(int status, string body, int code, string text)
    {
        await using var receiver = await Receiver.Start();
        var challenge = "";
        receiver.Behaviour = async (context, _) =>
        {
            challenge = context.Request.Query["hub.challenge"].ToString();
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body.Replace("CHALLENGE", challenge, StringComparison.Ordinal));
        };

        var fault = await Verify(receiver.Url);

        Assert.Equal(code, fault!.Code);
        var told = text.Replace("CHALLENGE", challenge, StringComparison.Ordinal);
        Assert.Equal(
            code == 2200
                ? $"(#2200) Callback verification failed with the following errors: {told}"
                : $"(#2201) response does not match challenge, expected value=\"{challenge}\", received=\"{told}\"",
            fault.Message);
        Assert.EndsWith(fault.Detail, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_answer_is_cut_in_the_error()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = (context, _) => context.Response.WriteAsync(new string('x', 100_000));

        var fault = await Verify(receiver.Url);

        Assert.EndsWith($"received=\"{new string('x', 100)}...\"", fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a url", "absolute URL")]
    [InlineData("ftp://bot.example/", "https URL")]
    [InlineData("https://10.0.0.1/hook", "a private address")]
    [InlineData("http://127.0.0.1:1/hook", "connection refused")]
    public async Task A_callback_that_cannot_be_called_is_refused_and_told_why(string url, string why)
    {
        var fault = await Verify(url);

        Assert.Equal(2200, fault!.Code);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_never_answers_is_refused_in_the_end()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = (context, _) => Receiver.Hang(context);

        var fault = await Verify(receiver.Url, TimeSpan.FromMilliseconds(200));

        Assert.Equal((2200, "no answer in time"), (fault!.Code, fault.Detail));
    }

    private static async Task<HandshakeFault?> Verify(string url, TimeSpan? timeout = null)
    {
        var options = new DeliveryOptions { Timeout = timeout ?? TimeSpan.FromSeconds(20) };
        var guard = new TargetGuard(loopback: true, []);
        using var poster = new Poster(guard, options);
        return await new SubscriptionHandshake(poster, guard, options).Verify(url, Token);
    }
}
