using System.Text.Json;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>Reads the greeting of the welcome screen: <c>[{locale, text}]</c>.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Profile API "Greeting".</remarks>
internal static class GreetingReader
{
    private const int MostText = 160;

    private static readonly string[] Names = ["locale", "text"];

    public static GraphError? Write(Utf8JsonWriter json, Param value, string path) =>
        LocalizedList.Write(json, value, path, Names, WriteEntry);

    private static GraphError? WriteEntry(Utf8JsonWriter json, ReadOnlySpan<Param> found, string path)
    {
        if (Fields.Required(found[1], path + "[text]", MostText, out var text) is { } error) return error;
        json.WriteString("text"u8, text);
        return null;
    }
}
