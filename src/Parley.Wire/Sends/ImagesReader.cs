using System.Globalization;
using System.Text.Json;
using Parley.Wire.Media;

namespace Parley.Wire.Sends;

/// <summary>Reads <c>message.attachments</c> of Instagram: up to ten images, as a list or a single object.</summary>
internal static class ImagesReader
{
    private const string Path = "message[attachments]";
    private const int Most = 10;

    public static GraphError? Write(Utf8JsonWriter json, Param value, ref SentContent content)
    {
        if (value.IsAbsent) return null;
        json.WriteStartArray("attachments"u8);
        var error = value.TryArray(Path, out var images, out var noArray)
            ? WriteAll(json, images, ref content)
            : value.TryObject(Path, out _, out _) ? WriteOne(json, value, Path, ref content) : noArray;
        json.WriteEndArray();
        return error;
    }

    private static GraphError? WriteAll(Utf8JsonWriter json, JsonElement images, ref SentContent content)
    {
        if (images.GetArrayLength() is 0 or > Most) return GraphErrors.Get("param_count", Path, "1", "10");
        var at = 0;
        foreach (var image in images.EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{at++}]");
            if (WriteOne(json, new Param(image), path, ref content) is { } error) return error;
        }

        return null;
    }

    private static GraphError? WriteOne(Utf8JsonWriter json, Param image, string path, ref SentContent content)
    {
        if (!image.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default];
        error = Members.Collect(members, path, ["type", "payload"], found);
        if (error is not null) return error;
        if (found[0].IsAbsent) return GraphErrors.Get("param_required", path + "[type]");
        if (!found[0].TryWord(path + "[type]", ["image"], out _, out error)) return error;
        var asked = new MediaDemand(MediaKind.Image, path + "[payload]");
        json.WriteStartObject();
        error = MediaReader.Write(json, asked, found[1], files: [], past: false, out var medium);
        json.WriteEndObject();
        if (medium is not null) content = content.With(medium);
        return error;
    }
}
