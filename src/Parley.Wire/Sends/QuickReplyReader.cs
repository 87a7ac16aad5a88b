using System.Text.Json;
using Parley.Policy;
using static Parley.Wire.Sends.Make;
using static Parley.Wire.Sends.Member;

namespace Parley.Wire.Sends;

/// <summary>Reads <c>message.quick_replies</c>: the answers a person can tap.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Quick replies"; Instagram messaging "Quick replies", which has
/// text alone. Asking for a location ended before the first edition; what was sent then may still be looked at.
/// </remarks>
internal static class QuickReplyReader
{
    private const string Path = "message[quick_replies]";
    private const int Most = 13;
    private const int Title = 1;
    private const int PayloadAt = 2;
    private const int Image = 3;

    /// <summary>What quick replies may be.</summary>
    public static readonly ListRule Replies = Of("text", "user_phone_number", "user_email");

    private static readonly ListRule Past = Of("text", "user_phone_number", "user_email", "location");

    /// <summary>Writes the quick replies, if there are any.</summary>
    public static GraphError? Write(Utf8JsonWriter json, Param value, in Dialect dialect)
    {
        if (value.IsAbsent) return null;
        json.WritePropertyName("quick_replies"u8);
        return (dialect.Past ? Past : Replies).Write(new Reading(json, dialect, Path), value);
    }

    private static ListRule Of(params string[] types) => new(1, Most, new Shape(
        Must("content_type", Word(types)),
        May("title", ButtonTitle),
        May("payload", Payload),
        May("image_url", Url))
    {
        Check = Fit,
    });

    /// <summary>A text reply needs a title and a payload, unless a picture stands for both.</summary>
    private static GraphError? Fit(Reading reading, ReadOnlySpan<Param> found)
    {
        var text = found[0].TryText("", out var type, out _) && type.Equals("text", StringComparison.OrdinalIgnoreCase);
        if (!text && reading.Dialect.Channel is Channel.Instagram) return GraphErrors.Get("content_unsupported");
        if (!text) return found[Image].IsAbsent ? null : GraphErrors.Get("param_keys", "image_url", reading.Path);
        if (!found[Image].IsAbsent) return null;
        if (found[Title].IsAbsent) return reading.FaultIn("title", "param_required");
        return found[PayloadAt].IsAbsent ? reading.FaultIn("payload", "param_required") : null;
    }
}
