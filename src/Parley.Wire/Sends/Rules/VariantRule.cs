using System.Text.Json;

namespace Parley.Wire.Sends;

/// <summary>An object of one of a few kinds: its <c>type</c> says which members it has.</summary>
/// <param name="variants">The kinds.</param>
internal class VariantRule(params Variant[] variants) : Rule
{
    private const int MostTypeCharacters = 100;

    /// <summary>The kinds it may be.</summary>
    public IReadOnlyList<Variant> Variants => variants;

    /// <inheritdoc/>
    public override string Expected => string.Join(", ", variants.Select(variant => $"`{variant.Type}`"));

    /// <inheritdoc/>
    public sealed override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryObject("", out var members, out _)) return Shape.NoObject(reading, value);
        if (TypeOf(reading, members, out var variant) is { } error) return error;
        if (variant is null) return null;
        if (Refusal(reading, variant) is { } refusal) return refusal;
        reading.Json.WriteStartObject();
        reading.Json.WriteString("type"u8, variant.Type);
        error = variant.Shape.WriteMembers(reading, members, "type");
        reading.Json.WriteEndObject();
        return error;
    }

    /// <summary>Why one of the kinds may not stand here after all, or null.</summary>
    protected virtual GraphError? Refusal(Reading reading, Variant variant) => null;

    /// <summary>What is said of a type that is none of the kinds; null = it is passed over.</summary>
    protected virtual GraphError? Unknown(Reading reading, string type) =>
        reading.FaultIn("type", "param_enum", string.Join(", ", variants.Select(one => one.Type)));

    private GraphError? TypeOf(Reading reading, JsonElement members, out Variant? variant)
    {
        variant = null;
        var value = members.TryGetProperty("type"u8, out var named) ? new Param(named) : default;
        if (value.IsAbsent) return reading.FaultIn("type", "param_required");
        if (Fields.Text(value, reading.Path + "[type]", MostTypeCharacters, out var type) is { } error) return error;
        variant = Array.Find(variants, one => one.Type.Equals(type, StringComparison.OrdinalIgnoreCase));
        return variant is null ? Unknown(reading, type!) : null;
    }
}

/// <summary>A kind of object.</summary>
/// <param name="Type">Its <c>type</c>.</param>
/// <param name="Shape">What else it has.</param>
/// <param name="OnInstagram">Whether Instagram has it.</param>
internal sealed record Variant(string Type, Shape Shape, bool OnInstagram = false);
