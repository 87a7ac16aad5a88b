using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary>In which language a caller is told why: <c>?lang=</c>, else <c>Accept-Language</c>, else English.</summary>
internal static class Language
{
    /// <summary>The query parameter.</summary>
    public const string Parameter = "lang";

    private static readonly string Expected = "must be one of " + string.Join(", ", Sentences.Codes);

    /// <summary>
    /// Reads it; a language there is none of is a fault in the parameter, and passed over in the header.
    /// </summary>
    public static Sentences Read(HttpRequest request, Faults faults)
    {
        if (!request.Query.TryGetValue(Parameter, out var named)) return Preferred(request);
        if (Sentences.Languages.TryGetValue(named.ToString(), out var sentences)) return sentences;
        faults.Add(Parameter, Expected);
        return Sentences.English;
    }

    /// <summary>What the header asks for.</summary>
    public static Sentences Preferred(HttpRequest request) =>
        Sentences.Preferred(request.Headers.AcceptLanguage.ToString());

    /// <summary>Says which language an answer speaks, for people and for caches.</summary>
    public static void Tell(HttpResponse response, Sentences sentences)
    {
        response.Headers.ContentLanguage = sentences.Language;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
    }

    /// <summary>Says of an operation that its answer is told in the caller's language.</summary>
    public static RouteHandlerBuilder Speaks(this RouteHandlerBuilder operation) => operation.WithMetadata(
        new QueryParameter(
            Parameter, $"The language of `why`: {string.Join(" or ", Sentences.Codes)}; else by Accept-Language."));
}
