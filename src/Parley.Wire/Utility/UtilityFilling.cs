using System.Text.Json;

namespace Parley.Wire;

/// <summary>What a send fills the places of an utility template with.</summary>
internal sealed class UtilityFilling
{
    private readonly List<(string? Name, string Text)> header = [];
    private readonly List<(string? Name, string Text)> body = [];
    private readonly List<string> payloads = [];

    /// <summary>The texts of the header, in their order.</summary>
    public IReadOnlyList<(string? Name, string Text)> Header => header;

    /// <summary>The texts of the body, in their order.</summary>
    public IReadOnlyList<(string? Name, string Text)> Body => body;

    /// <summary>The payloads of the postback buttons, in their order.</summary>
    public IReadOnlyList<string> Payloads => payloads;

    /// <summary>The address of the header's image, or null.</summary>
    public string? Image { get; private set; }

    /// <summary>Reads components that were found right.</summary>
    public static UtilityFilling Of(Param components)
    {
        var filling = new UtilityFilling();
        if (components.IsAbsent || !components.TryArray("", out var list, out _)) return filling;
        foreach (var component in list.EnumerateArray())
        {
            if (!new Param(component).TryObject("", out var members, out _)) continue;
            var part = Text(members, "type")?.ToLowerInvariant();
            if (!members.TryGetProperty("parameters", out var named) || new Param(named).IsAbsent) continue;
            if (!new Param(named).TryArray("", out var parameters, out _)) continue;
            foreach (var parameter in parameters.EnumerateArray())
            {
                if (new Param(parameter).TryObject("", out var one, out _)) filling.Add(part, one);
            }
        }

        return filling;
    }

    private void Add(string? part, JsonElement parameter)
    {
        if (part is "buttons") payloads.Add(Text(parameter, "payload") ?? "");
        else if (Text(parameter, "type")?.ToLowerInvariant() is "image") Image = ImageOf(parameter);
        else (part is "header" ? header : body).Add((Text(parameter, "parameter_name"), Text(parameter, "text") ?? ""));
    }

    private static string? ImageOf(JsonElement parameter) =>
        parameter.TryGetProperty("image", out var image) && new Param(image).TryObject("", out var members, out _)
            ? Text(members, "link")
            : null;

    private static string? Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var member)
        && new Param(member) is { IsAbsent: false } value
        && value.TryText("", out var text, out _)
            ? text
            : null;
}
