using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NodaTime;
using Scalar.AspNetCore;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// The OpenAPI document of this API and the page to try it. Both are made when somebody asks for them.
/// </summary>
internal static class ApiDocument
{
    /// <summary>Where the document is.</summary>
    public const string Path = "/_parley/openapi.json";

    /// <summary>Where the page is. It loads nothing from elsewhere, so that it works without a network.</summary>
    public const string Page = "/_parley/docs";

    private const string IdPattern = "^[0-9]{1,18}$";

    /// <summary>Adds what describes the operations.</summary>
    public static IServiceCollection Add(IServiceCollection services) => services
        .ConfigureHttpJsonOptions(http =>
        {
            // Only the schemas are made with these options; answers are written with the context itself.
            http.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            http.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            http.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            foreach (var converter in ApiJson.Default.Options.Converters)
                http.SerializerOptions.Converters.Add(converter);
        })
        .AddOpenApi(options =>
        {
            options.ShouldInclude = operation =>
                ("/" + operation.RelativePath).StartsWith(ParleyApi.Root, StringComparison.Ordinal);
            options.AddDocumentTransformer(Introduce);
            options.AddOperationTransformer(Complete);
            options.AddSchemaTransformer(Spell);
        });

    /// <summary>Maps the document and the page.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Path);
        routes.MapScalarApiReference(Page, page => page
            .WithTitle("Parley")
            .WithOpenApiRoutePattern(Path)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .HideClientButton());
    }

    private static Task Introduce(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Parley",
            Version = "v1",
            Description =
                "Parley's own API: the world (apps, pages, people), what people do in it, the clock, and what came of "
                + "it. JSON in snake_case; ids are strings; instants are ISO 8601 UTC with milliseconds, durations ISO "
                + "8601. Lists answer `{data, next?}` and go on with `?after=`. Errors are problem documents (RFC "
                + "9457) whose `errors` name every field at fault. The Graph API that bots talk to is described by its "
                + "makers: developers.facebook.com.",
        };
        return Task.CompletedTask;
    }

    private static Task Complete(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType is { } type)
            operation.OperationId = JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name);
        if (metadata.OfType<BodyExample>().FirstOrDefault() is { } example
            && operation.RequestBody?.Content is { } content)
        {
            foreach (var body in content.Values.OfType<OpenApiMediaType>()) body.Example = JsonNode.Parse(example.Json);
        }

        foreach (var parameter in metadata.OfType<QueryParameter>())
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }

    private static Task Spell(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(long)) BecomeString(schema, null, IdPattern);
        else if (plain == typeof(Instant)) BecomeString(schema, "date-time", null);
        else if (plain == typeof(Duration)) BecomeString(schema, "duration", null);
        foreach (var member in context.JsonTypeInfo.Properties.Where(member => member.IsGetNullable))
            schema.Required?.Remove(member.Name);
        return Task.CompletedTask;
    }

    private static void BecomeString(OpenApiSchema schema, string? format, string? pattern)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = format;
        schema.Pattern = pattern;
        schema.Properties = null;
        schema.Required = null;
    }
}
