using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Server.Tests.Graph;

/// <summary>The headers of every answer.</summary>
public sealed partial class HeaderTests : IAsyncLifetime
{
    private GraphServer server = null!;

    public async ValueTask InitializeAsync() =>
        server = await GraphServer.Start(
            options => options with { Graph = new() { AppCallsPerHour = 4, PageCallsPerDay = 10 } });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Every_answer_carries_the_platforms_headers_and_no_others()
    {
        var answer = await server.Ask(HttpMethod.Get, "/v6.0/me");
        Assert.Equal("application/json; charset=UTF-8", Assert.Single(answer.ContentHeaders.GetValues("Content-Type")));
        Assert.Equal("Sat, 01 Jan 2000 00:00:00 GMT", Assert.Single(answer.ContentHeaders.GetValues("Expires")));
        Assert.Equal("v6.0", answer.Header("facebook-api-version"));
        Assert.Matches(ShortId(), answer.Header("x-fb-trace-id"));
        Assert.Matches(TraceId(), answer.Header("x-fb-request-id"));
        Assert.Matches(WholeNumber(), answer.Header("x-fb-rev"));
        Assert.Equal(64, Convert.FromBase64String(answer.Header("X-FB-Debug")).Length);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("no-cache", answer.Header("Pragma"));
        Assert.Equal("max-age=15552000; preload", answer.Header("Strict-Transport-Security"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("WWW-Authenticate"));
        Assert.False(answer.Headers.Contains("x-app-usage"));
    }

    [Fact]
    public async Task An_error_carries_them_too_and_a_challenge()
    {
        var answer = await server.Ask(HttpMethod.Get, "/v6.0/me/\u00e4\"b");
        Assert.Equal("Unknown path components: /\u00e4\"b", answer.Message);
        Assert.Equal(
            "OAuth \"Facebook Platform\" \"invalid_request\" \"Unknown path components: /?'b\"",
            answer.Header("WWW-Authenticate"));
        Assert.Equal("application/json; charset=UTF-8", Assert.Single(answer.ContentHeaders.GetValues("Content-Type")));
        Assert.Matches(TraceId(), answer.Error.GetProperty("fbtrace_id").GetString());
        Assert.Equal(answer.Header("x-fb-request-id"), answer.Error.GetProperty("fbtrace_id").GetString());
        Assert.Equal(
            ["message", "type", "code", "fbtrace_id"], answer.Error.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task A_path_without_a_version_is_answered_with_the_newest() =>
        Assert.Equal("v26.0", (await server.Ask(HttpMethod.Get, "/me")).Header("facebook-api-version"));

    [Fact]
    public async Task Usage_of_a_page_counts_its_calls_in_percent_of_a_day()
    {
        for (var call = 1; call <= 12; call++)
            Assert.StartsWith(Usage(call * 10), await BusinessUsage(), StringComparison.Ordinal);
        await server.Clock.AdvanceTo(
            GraphServer.Noon + NodaTime.Duration.FromHours(25), TestContext.Current.CancellationToken);
        Assert.StartsWith(Usage(10), await BusinessUsage(), StringComparison.Ordinal);

        static string Usage(int percent) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"{{GraphServer.PageNumber}}":[{"type":"messenger","call_count":{{percent}},"total_cputime":""");
    }

    [Fact]
    public async Task Usage_of_an_app_counts_its_calls_in_percent_of_an_hour()
    {
        Assert.StartsWith("""{"call_count":25,""", await AppUsage(), StringComparison.Ordinal);
        Assert.StartsWith("""{"call_count":50,""", await AppUsage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_a_token_has_used_nothing()
    {
        var answer = await server.Ask(HttpMethod.Get, "/me", null, null);
        Assert.Equal("""{"call_count":0,"total_cputime":0,"total_time":0}""", answer.Header("x-app-usage"));
    }

    private async Task<string> BusinessUsage() =>
        (await server.Ask(HttpMethod.Get, "/me")).Header("x-business-use-case-usage");

    private async Task<string> AppUsage() =>
        (await server.Ask(HttpMethod.Get, $"/{GraphServer.AppId}/subscriptions", null, GraphServer.AppToken))
            .Header("x-app-usage");

    [GeneratedRegex("^[A-Za-z0-9_-]{11}$")]
    private static partial Regex ShortId();

    [GeneratedRegex("^A[A-Za-z0-9_-]{22}$")]
    private static partial Regex TraceId();

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex WholeNumber();
}
