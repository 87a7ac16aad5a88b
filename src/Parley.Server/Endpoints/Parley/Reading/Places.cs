namespace Parley.Server.Endpoints.V1;

/// <summary>Reads countries and regions.</summary>
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

    /// <summary>Reads the member <c>region</c>, the part of ISO 3166-2 behind the country.</summary>
    public static string? ReadRegion(Fields fields)
    {
        if (fields.Text("region") is not { } region) return null;
        if (region.Length <= 3 && region.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)))
            return region;
        fields.Refuse("region", "must be a region as ISO 3166-2 has it behind the country, such as CA for US-CA");
        return null;
    }
}
