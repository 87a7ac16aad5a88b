using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>Reads members of a log line: ids as numbers or strings, instants as ISO 8601 or milliseconds.</summary>
internal static class LogJson
{
    private const long MillisecondsFrom = 100_000_000_000;
    private static readonly long Earliest = Instant.FromUtc(1971, 1, 1, 0, 0).ToUnixTimeMilliseconds();
    private static readonly long Latest = Instant.FromUtc(9998, 1, 1, 0, 0).ToUnixTimeMilliseconds();

    /// <summary>A member, or an undefined element if it is absent or null, or there is no object.</summary>
    public static JsonElement Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty(name, out var member)
        && member.ValueKind is not JsonValueKind.Null
            ? member
            : default;

    /// <summary>The name of a member, for one walk over all of them instead of a search for each.</summary>
    public static ReadOnlySpan<byte> RawName(this JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : raw;
    }

    /// <summary>The value of a member, or an undefined element if it is null.</summary>
    public static JsonElement Present(this JsonProperty member) =>
        member.Value.ValueKind is JsonValueKind.Null ? default : member.Value;

    /// <summary>Whether something stands there.</summary>
    public static bool Exists(this JsonElement element) => element.ValueKind is not JsonValueKind.Undefined;

    /// <summary>Whether it is an object.</summary>
    public static bool IsObject(this JsonElement element) => element.ValueKind is JsonValueKind.Object;

    /// <summary>The items of an array; none if it is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Array ? element.EnumerateArray() : default;

    /// <summary>A text, a number as written; null if it is neither.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Unescaped(element),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    /// <summary>A member as text.</summary>
    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name).Text();

    /// <summary>A member as a word in lower case.</summary>
    public static string? Word(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name).Word();

    /// <summary>A text as a word in lower case.</summary>
    public static string? Word(this JsonElement element) => element.Text()?.ToLowerInvariant();

    /// <summary>A boolean, or null if the member is absent.</summary>
    /// <exception cref="LogFault">It is something else.</exception>
    public static bool? Flag(this JsonElement element, ReadOnlySpan<byte> name, string path) =>
        element.Member(name) is var member && !member.Exists() ? null : member.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new LogFault($"`{path}` must be true or false"),
        };

    /// <summary>An id of 1 to 18 digits as a number; 0 if it is anything else.</summary>
    public static long Id(this JsonElement element)
    {
        if (element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return 0;
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (element.ValueKind is JsonValueKind.String) raw = raw[1..^1];
        if (raw.Length is 0 or > 18) return 0;
        var value = 0L;
        foreach (var digit in raw)
        {
            if (digit is < (byte)'0' or > (byte)'9') return 0;
            value = (value * 10) + (digit - '0');
        }

        return value;
    }

    /// <summary>An id of whatever shape as a hash; 0 if there is none.</summary>
    public static ulong Hash(this JsonElement element)
    {
        if (element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return 0;
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (element.ValueKind is JsonValueKind.String) raw = raw[1..^1];
        if (raw.Contains((byte)'\\')) raw = Encoding.UTF8.GetBytes(Unescaped(element));
        var hash = (ulong)raw.Length;
        while (raw.Length >= sizeof(ulong))
        {
            hash = Mixed(hash, MemoryMarshal.Read<ulong>(raw));
            raw = raw[sizeof(ulong)..];
        }

        foreach (var one in raw) hash = Mixed(hash, one);
        hash = Mixed(hash ^ (hash >> 29), hash >> 32);
        return hash == 0 ? 1 : hash;
    }

    /// <summary>The channel a line names, or null.</summary>
    /// <exception cref="LogFault">It is none.</exception>
    public static Channel? ChannelOf(this JsonElement line, string path) => line.Word("channel"u8) switch
    {
        null => null,
        "messenger" => Channel.Messenger,
        "instagram" => Channel.Instagram,
        _ => throw new LogFault($"`{path}` must be messenger or instagram"),
    };

    /// <summary>The page a member names.</summary>
    /// <exception cref="LogFault">It names none.</exception>
    public static PageId Page(this JsonElement element, ReadOnlySpan<byte> name, string path) =>
        element.Member(name).Id() is > 0 and var id
            ? new PageId(id)
            : throw new LogFault($"`{path}` must be a page's id of 1 to 18 digits");

    /// <summary>When, as ISO 8601 with its offset or as milliseconds; null if the member is absent.</summary>
    /// <exception cref="LogFault">It is no instant.</exception>
    public static Moment? At(this JsonElement element, ReadOnlySpan<byte> name, string path)
    {
        var member = element.Member(name);
        if (!member.Exists()) return null;
        var read = member.ValueKind switch
        {
            JsonValueKind.String => TryIso(member, out var iso) ? iso : null,
            JsonValueKind.Number when member.TryGetInt64(out var number) => (long?)number,
            _ => null,
        };
        return read is { } milliseconds
            ? InRange(milliseconds, path)
            : throw new LogFault($"`{path}` must be an instant in UTC, as 2021-10-06T09:00:00.001Z");
    }

    /// <summary>When, and it must be there.</summary>
    /// <exception cref="LogFault">It is absent, or no instant.</exception>
    public static Moment RequiredAt(this JsonElement element, string path) =>
        element.At("at"u8, path) ?? throw new LogFault($"`{path}` is missing");

    /// <summary>A platform timestamp, in milliseconds or seconds, as a number or its digits; null if absent.</summary>
    /// <exception cref="LogFault">It lies outside of all calendars.</exception>
    public static Moment? Stamp(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name).Stamp();

    /// <summary>A platform timestamp, as above; null if there is none.</summary>
    /// <exception cref="LogFault">It lies outside of all calendars.</exception>
    public static Moment? Stamp(this JsonElement member)
    {
        if (!member.Exists()) return null;
        long number;
        if (member.ValueKind is JsonValueKind.Number)
        {
            if (!member.TryGetInt64(out number)) throw new LogFault("a timestamp must be a whole number");
        }
        else if ((number = member.Id()) == 0)
        {
            return TryIso(member, out var iso) ? InRange(iso!.Value, "a timestamp") : null;
        }

        return InRange(Math.Abs(number) < MillisecondsFrom ? number * 1000 : number, "a timestamp");
    }

    private static ulong Mixed(ulong hash, ulong word)
    {
        var mixed = (BitOperations.RotateLeft(hash, 23) ^ word) * 0x9E3779B97F4A7C15;
        return mixed ^ (mixed >> 32);
    }

    private static Moment InRange(long milliseconds, string path) =>
        milliseconds >= Earliest && milliseconds < Latest
            ? new Moment(milliseconds)
            : throw new LogFault($"`{path}` must lie between the years 1971 and 9997");

    // Without an offset an instant would be a guess.
    private static bool TryIso(JsonElement element, out long? milliseconds)
    {
        milliseconds = null;
        if (element.ValueKind is not JsonValueKind.String) return false;
        var raw = JsonMarshal.GetRawUtf8Value(element)[1..^1];
        var zoned = raw.Length > 10 && (raw[^1] is (byte)'Z' || raw[10..].ContainsAny((byte)'+', (byte)'-'));
        if (!zoned || !element.TryGetDateTimeOffset(out var instant)) return false;
        milliseconds = instant.ToUnixTimeMilliseconds();
        return true;
    }

    private static string Unescaped(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new LogFault("a text holds half of a surrogate pair");
        }
    }
}
