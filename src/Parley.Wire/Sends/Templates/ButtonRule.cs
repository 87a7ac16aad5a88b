using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>A button of one of a few types: its <c>type</c> says which members it has.</summary>
/// <param name="kinds">The types, by what each of them has.</param>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Buttons"; Instagram messaging "Button template", which has two
/// of them and no webview.
/// </remarks>
internal sealed class ButtonRule(params ButtonKind[] kinds) : Rule
{
    private const int MostTypeCharacters = 100;

    /// <summary>The types it may be.</summary>
    public IReadOnlyList<ButtonKind> Kinds => kinds;

    /// <inheritdoc/>
    public override string Expected => "button: " + string.Join(", ", kinds.Select(kind => $"`{kind.Type}`"));

    /// <inheritdoc/>
    public override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryObject("", out var members, out _)) return Shape.NoObject(reading, value);
        if (TypeOf(reading, members, out var kind) is { } error) return error;
        if (kind is null) return null;
        if (!kind.OnInstagram && reading.Dialect.Channel is Channel.Instagram)
            return GraphErrors.Get("content_unsupported");
        reading.Json.WriteStartObject();
        reading.Json.WriteString("type"u8, kind.Type);
        error = kind.Shape.WriteMembers(reading, members);
        reading.Json.WriteEndObject();
        return error;
    }

    private GraphError? TypeOf(Reading reading, JsonElement members, out ButtonKind? kind)
    {
        kind = null;
        var value = members.TryGetProperty("type"u8, out var named) ? new Param(named) : default;
        if (value.IsAbsent) return reading.FaultIn("type", "param_required");
        var path = reading.Path + "[type]";
        if (Fields.Text(value, path, MostTypeCharacters, out var type) is { } error) return error;
        kind = Array.Find(kinds, one => one.Type.Equals(type, StringComparison.OrdinalIgnoreCase));
        // What a template once took, nobody asks of a message that was sent.
        if (kind is not null || (reading.Dialect.Past && Buttons.IsKnown(type!))) return null;
        return reading.Dialect.Channel is Channel.Instagram && Buttons.IsKnown(type!)
            ? GraphErrors.Get("content_unsupported")
            : GraphErrors.Get("param_enum", path, string.Join(", ", kinds.Select(one => one.Type)));
    }
}

/// <summary>A type of button.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Shape">What else it has.</param>
/// <param name="OnInstagram">Whether Instagram has it.</param>
internal sealed record ButtonKind(string Type, Shape Shape, bool OnInstagram = false);
