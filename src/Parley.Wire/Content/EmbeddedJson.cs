using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>The data files of the review, as built into the assembly.</summary>
internal static class EmbeddedJson
{
    private const string Folder = "content.";

    /// <summary>Every lexicon there is.</summary>
    public static IEnumerable<string> Lexicons => typeof(EmbeddedJson).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder + "lexicon.", StringComparison.Ordinal))
        .Select(name => name[Folder.Length..])
        .Order(StringComparer.Ordinal);

    /// <summary>Opens one file; the caller disposes of it.</summary>
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(Folder + name)!;
        return JsonDocument.Parse(stream);
    }
}
