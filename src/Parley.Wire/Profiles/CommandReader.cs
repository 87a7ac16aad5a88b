using System.Globalization;
using System.Text.Json;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>Reads the commands a person may type: <c>[{locale, commands:[{name, description}]}]</c>.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Profile API "Commands".</remarks>
internal static class CommandReader
{
    private const int MostName = 32;
    private const int MostDescription = 64;

    private static readonly string[] Names = ["locale", "commands"];
    private static readonly string[] OfCommand = ["name", "description"];

    public static GraphError? Write(Utf8JsonWriter json, Param value, string path) =>
        LocalizedList.Write(json, value, path, Names, WriteEntry);

    private static GraphError? WriteEntry(Utf8JsonWriter json, ReadOnlySpan<Param> found, string path)
    {
        var own = path + "[commands]";
        if (found[1].IsAbsent) return GraphErrors.Get("param_required", own);
        if (!found[1].TryArray(own, out var commands, out var error)) return error;
        json.WriteStartArray("commands"u8);
        var at = 0;
        foreach (var command in commands.EnumerateArray())
        {
            var one = string.Create(CultureInfo.InvariantCulture, $"{own}[{at++}]");
            if (WriteCommand(json, new Param(command), one) is { } fault) return fault;
        }

        json.WriteEndArray();
        return null;
    }

    private static GraphError? WriteCommand(Utf8JsonWriter json, Param value, string path)
    {
        if (!value.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default];
        string? name = null;
        string? description = null;
        error = Members.Collect(members, path, OfCommand, found)
            ?? Fields.Required(found[0], path + "[name]", MostName, out name)
            ?? Fields.Required(found[1], path + "[description]", MostDescription, out description);
        if (error is not null) return error;
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("description"u8, description);
        json.WriteEndObject();
        return null;
    }
}
