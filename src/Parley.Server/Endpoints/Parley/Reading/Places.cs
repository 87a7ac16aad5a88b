namespace Parley.Server.Endpoints.V1;

/// <summary>Reads countries.</summary>
internal static class Places
{
    /// <summary>Reads the member <c>country</c>, ISO 3166-1 alpha-2.</summary>
    public static string? ReadCountry(Fields fields)
    {
        if (fields.Text("country") is not { } country) return null;
        if (country is "UK") fields.Refuse("country", "is spelled GB");
        else if (country.Length == 2 && country.All(char.IsAsciiLetterUpper)) return country;
        else fields.Refuse("country", "must be a country as ISO 3166-1 alpha-2, such as DE");
        return null;
    }
}
