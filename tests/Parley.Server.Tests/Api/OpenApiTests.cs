using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Tests.Api;

public sealed partial class OpenApiTests
{
    [Fact]
    public async Task The_document_lists_every_operation_with_summary_and_answers()
    {
        await using var bed = await ApiBed.Start();
        var document = (await bed.Tell(HttpMethod.Get, "/_parley/openapi.json", null)).Ok().Json;
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString());
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(
                operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        var mapped = bed.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/_parley/v1", StringComparison.Ordinal))
            .Select(endpoint => $"{MethodOf(endpoint)} {endpoint.RoutePattern.RawText}")
            .ToList();
        Assert.True(mapped.Count >= 25);
        Assert.Equal(mapped.Order(), described.Order());
        var paths = document.GetProperty("paths").EnumerateObject();
        foreach (var operation in paths.SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.NotEqual("", operation.Value.GetProperty("summary").GetString());
            Assert.NotEqual("", operation.Value.GetProperty("operationId").GetString());
            Assert.Contains(
                operation.Value.GetProperty("responses").EnumerateObject(), answer => answer.Name[0] == '2');
            if (operation.Value.TryGetProperty("requestBody", out var body))
                Assert.True(
                    body.GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _));
        }
    }

    [Fact]
    public async Task Schemas_spell_ids_and_times_as_the_api_does_and_every_reference_leads_somewhere()
    {
        await using var bed = await ApiBed.Start();
        var document = (await bed.Tell(HttpMethod.Get, "/_parley/openapi.json", null)).Ok().Json;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var app = schemas.GetProperty("AppAnswer").GetProperty("properties");
        Assert.Equal("string", app.GetProperty("id").GetProperty("type").GetString());
        Assert.Equal("date-time", schemas.GetProperty("Instant").GetProperty("format").GetString());
        Assert.True(schemas.GetProperty("AppAnswer").GetProperty("properties").TryGetProperty("verify_token", out _));
        Assert.DoesNotContain(
            "verify_token",
            schemas.GetProperty("AppAnswer").GetProperty("required").EnumerateArray().Select(one => one.GetString()));
        foreach (Match reference in References().Matches(document.GetRawText()))
            Assert.True(schemas.TryGetProperty(reference.Groups[1].Value, out _), reference.Value);
    }

    [Fact]
    public async Task The_page_to_try_it_loads_nothing_from_elsewhere()
    {
        await using var bed = await ApiBed.Start();
        var cancel = TestContext.Current.CancellationToken;
        using var response = await bed.Client.GetAsync(new Uri("/_parley/docs/", UriKind.Relative), cancel);
        var html = await response.Content.ReadAsStringAsync(cancel);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(Scripts().Matches(html));
        foreach (Match script in Scripts().Matches(html))
        {
            using var answer = await bed.Client.GetAsync(
                new Uri("/_parley/docs/" + script.Groups[1].Value, UriKind.Relative), cancel);
            Assert.Equal(200, (int)answer.StatusCode);
        }
    }

    private static string MethodOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Scripts();
}
