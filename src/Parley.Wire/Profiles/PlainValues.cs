using System.Text.Json;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>Reads the properties that are the same in every language.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Profile API "Get Started Button", "Whitelisted Domains", "Account Linking
/// URL".
/// </remarks>
internal static class PlainValues
{
    private const int MostPayload = 1000;
    private const int MostDomains = 50;

    public static GraphError? WriteGetStarted(Utf8JsonWriter json, Param given, string path)
    {
        if (!given.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default];
        string? payload = null;
        error = Members.Collect(members, path, ["payload"], found)
            ?? Fields.Required(found[0], $"{path}[payload]", MostPayload, out payload);
        if (error is not null) return error;
        json.WriteStartObject();
        json.WriteString("payload"u8, payload);
        json.WriteEndObject();
        return null;
    }

    public static GraphError? WriteDomains(Utf8JsonWriter json, Param given, string path)
    {
        if (given.List(path, out var error) is not { } domains) return error;
        if (domains.Count is 0 or > MostDomains) return GraphErrors.Get("param_count", path, "1", $"{MostDomains}");
        json.WriteStartArray();
        foreach (var (index, domain) in domains.Index())
        {
            if (NotSecure(domain, $"{path}[{index}]") is { } fault) return fault;
            json.WriteStringValue(domain);
        }

        json.WriteEndArray();
        return null;
    }

    public static GraphError? WriteSecureUrl(Utf8JsonWriter json, Param given, string path)
    {
        var error = Fields.RequiredUrl(given, path, out var url) ?? NotSecure(url!, path);
        if (error is null) json.WriteStringValue(url);
        return error;
    }

    private static GraphError? NotSecure(string url, string path) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || url.Any(char.IsWhiteSpace)
            ? GraphErrors.Get("param_url", path)
            : uri.Scheme == Uri.UriSchemeHttps ? null : GraphErrors.Get("param_https", path);
}
