using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.Server.Endpoints.V1;

/// <summary>Reads a request's JSON body into a value, or into the problem that says why not.</summary>
internal static class JsonBody
{
    /// <summary>The most a body may weigh, in bytes.</summary>
    public const long Limit = 1024 * 1024;

    /// <summary>The header at fault where a body is of another type.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>What it has to be.</summary>
    public const string ContentTypeExpected = "The body must be sent as `application/json`.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Reads the body as one JSON object. Every fault of every field is collected; a member that
    /// <paramref name="read"/> did not ask for is one.
    /// </summary>
    public static async Task<Input<T>> Read<T>(HttpRequest request, Func<Fields, T> read, long limit = Limit)
    {
        if (!request.HasJsonContentType())
            return new(Problem.Of(StatusCodes.Status415UnsupportedMediaType, ContentType, ContentTypeExpected));

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, Strict, request.HttpContext.RequestAborted);
            return Read(body.RootElement, read);
        }
        catch (JsonException fault)
        {
            return new(Problem.Of(StatusCodes.Status400BadRequest, "body", Explain(fault)));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a member's name: JSON allows the escape, no text can hold it.
            return new(Problem.Of(
                StatusCodes.Status400BadRequest, "body", "A member's name is not well-formed Unicode text."));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return new(Problem.Of(fault.StatusCode, "body", $"The body may have at most {limit} bytes."));
        }
        catch (BadHttpRequestException fault)
        {
            return new(Problem.Of(fault.StatusCode, "body", "The body ended before it was complete."));
        }
    }

    private static Input<T> Read<T>(JsonElement root, Func<Fields, T> read)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            return new(Problem.Of(StatusCodes.Status400BadRequest, "body", "The body must be a JSON object."));
        var faults = new Faults();
        var fields = new Fields(root, "", faults);
        var value = read(fields);
        fields.RefuseTheRest();
        return faults.Any ? new(faults.ToProblem()) : new(value);
    }

    private static string Explain(JsonException fault) =>
        fault.LineNumber is { } line
            ? $"The body is not well-formed JSON (line {line + 1}, byte {fault.BytePositionInLine + 1})."
            : "The body is not well-formed JSON, or names a member twice.";
}

/// <summary>A value read from a request, or the answer that refuses it.</summary>
internal readonly struct Input<T>
{
    private readonly T value;

    public Input(T value) => this.value = value;

    public Input(IResult problem)
    {
        value = default!;
        Problem = problem;
    }

    /// <summary>The refusal, or null.</summary>
    public IResult? Problem { get; }

    /// <summary>The value, unless it is refused.</summary>
    public bool TryGet([NotNullWhen(true)] out T? read, [NotNullWhen(false)] out IResult? problem)
    {
        (read, problem) = (value, Problem);
        return Problem is null;
    }
}
