using Parley.Policy.Editions;

namespace Parley.Server.Endpoints.V1;

/// <summary>Reads the names of editions.</summary>
internal static class Editions
{
    /// <summary>What the name of an edition has to be.</summary>
    public static string Expected { get; } =
        $"must be {EditionCatalogue.Auto} or one of "
        + string.Join(", ", EditionCatalogue.All.Select(edition => edition.Name));

    /// <summary>Reads the member <c>edition</c>.</summary>
    public static string? Read(Fields fields)
    {
        if (fields.Text("edition") is not { } name) return null;
        if (IsName(name)) return name;
        fields.Refuse("edition", Expected);
        return null;
    }

    /// <summary>Whether a text names an edition, or says to follow the clock.</summary>
    public static bool IsName(string text) => text == EditionCatalogue.Auto || EditionCatalogue.TryFind(text, out _);
}
