using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// One JSON object read member by member. A wrong value becomes a fault under the member's path and reads as absent, so
/// that one pass tells everything; <c>null</c> is the same as absent unless a caller asks.
/// </summary>
internal sealed class Fields(JsonElement json, string path, Faults faults)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>Where faults of this object go.</summary>
    public Faults Faults { get; } = faults;

    /// <summary>The path of a member, as errors name it.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Adds a fault of a member.</summary>
    public void Refuse(string name, string message) => Faults.Add(PathOf(name), message);

    /// <summary>Whether a member stands there with a value.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether a member stands there as <c>null</c>: in a change, the wish to forget a value.</summary>
    public bool Clears(string name)
    {
        asked.Add(name);
        return json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Null;
    }

    /// <summary>A text of 1 to <paramref name="most"/> characters.</summary>
    public string? Text(string name, int most = 1000)
    {
        if (Find(name) is not { } member) return null;
        if (member.ValueKind is not JsonValueKind.String) return Wrong(name, "must be a string");
        if (Decode(member) is not { } text) return Wrong(name, "must be well-formed Unicode text");
        if (text.Length == 0) return Wrong(name, "must not be empty");
        return text.Length <= most ? text : Wrong(name, $"must have at most {most} characters");
    }

    /// <summary>A text that has to be there; empty if it is a fault.</summary>
    public string NeedText(string name, int most = 1000)
    {
        Require(name, "a string");
        return Text(name, most) ?? "";
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text) return null;
        return words.Contains(text) ? text : Wrong(name, $"must be one of {string.Join(", ", words)}");
    }

    /// <summary>A decimal id of 1 to 18 digits, as a string (or, leniently, a number).</summary>
    public long? Id(string name)
    {
        if (Find(name) is not { } member) return null;
        if (ReadId(member) is { } id) return id;
        Wrong(name, "must be a decimal id of 1 to 18 digits, as a string");
        return null;
    }

    /// <summary>An id that has to be there; 0 if it is a fault.</summary>
    public long NeedId(string name)
    {
        Require(name, "an id");
        return Id(name) ?? 0;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Flag(string name)
    {
        if (Find(name) is not { } member) return null;
        if (member.ValueKind is JsonValueKind.True or JsonValueKind.False) return member.GetBoolean();
        Wrong(name, "must be true or false");
        return null;
    }

    /// <summary>A whole number between two bounds, both of them possible.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Find(name) is not { } member) return null;
        if (member.ValueKind is JsonValueKind.Number && member.TryGetInt32(out var number)
            && number >= least && number <= most)
            return number;
        Wrong(name, $"must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>An instant as ISO 8601 with an offset.</summary>
    public Instant? Instant(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Times.TryParseInstant(text, out var instant)) return instant;
        Wrong(name, Times.InstantExpected);
        return null;
    }

    /// <summary>A positive duration as ISO 8601.</summary>
    public Duration? Duration(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Times.TryParseDuration(text, out var duration)) return duration;
        Wrong(name, Times.DurationExpected);
        return null;
    }

    /// <summary>A list of texts.</summary>
    public ImmutableArray<string>? Texts(string name, int most = 1000)
    {
        if (List(name) is not { } items) return null;
        var texts = ImmutableArray.CreateBuilder<string>(items.Length);
        for (var index = 0; index < items.Length; index++)
        {
            if (items[index].ValueKind is JsonValueKind.String
                && Decode(items[index]) is { Length: > 0 } text
                && text.Length <= most)
                texts.Add(text);
            else
                Refuse($"{name}[{index}]", $"must be a string of 1 to {most} characters");
        }

        return texts.ToImmutable();
    }

    /// <summary>An object.</summary>
    public Fields? Object(string name)
    {
        if (Find(name) is not { } member) return null;
        if (member.ValueKind is JsonValueKind.Object) return new Fields(member, PathOf(name), Faults);
        Wrong(name, "must be an object");
        return null;
    }

    /// <summary>A list whose items are read one by one, each with its path.</summary>
    public ImmutableArray<T>? Items<T>(string name, Func<Fields, T> read)
    {
        if (List(name) is not { } items) return null;
        var values = ImmutableArray.CreateBuilder<T>(items.Length);
        for (var index = 0; index < items.Length; index++)
        {
            if (items[index].ValueKind is not JsonValueKind.Object)
            {
                Refuse($"{name}[{index}]", "must be an object");
                continue;
            }

            var item = new Fields(items[index], PathOf($"{name}[{index}]"), Faults);
            values.Add(read(item));
            item.RefuseTheRest();
        }

        return values.ToImmutable();
    }

    /// <summary>The names of all members, in the order they stand.</summary>
    public IReadOnlyList<string> Names() => [.. json.EnumerateObject().Select(member => member.Name)];

    /// <summary>A text of 1 to <paramref name="most"/> characters, or a number as it is written.</summary>
    public string? Scalar(string name, int most) =>
        Find(name) is not { ValueKind: JsonValueKind.Number } number ? Text(name, most)
        : number.GetRawText() is { } digits && digits.Length <= most ? digits
        : Wrong(name, $"must have at most {most} characters");

    /// <summary>A member of any shape, for a reader of its own.</summary>
    public JsonElement? Raw(string name) => Find(name);

    /// <summary>Makes every member nobody asked for a fault: an unknown field is reported, never swallowed.</summary>
    public void RefuseTheRest()
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!asked.Contains(member.Name)) Refuse(Problem.Shorten(member.Name), "is not a field of this object");
        }
    }

    /// <summary>Makes it a fault that a member is absent.</summary>
    public void Require(string name, string expected)
    {
        if (Find(name) is null) Refuse(name, $"is required: expected {expected}");
    }

    /// <summary>Takes every member as asked for: what they mean hangs on another one that is wrong.</summary>
    public void IgnoreTheRest() => asked.UnionWith(json.EnumerateObject().Select(member => member.Name));

    /// <summary>An id in either spelling, or null.</summary>
    public static long? ReadId(JsonElement member) =>
        Policy.Psid.TryParse(
            member.ValueKind is JsonValueKind.Number ? member.GetRawText() : Decode(member), out var id)
            ? id.Value
            : null;

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return json.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;
    }

    private JsonElement[]? List(string name)
    {
        if (Find(name) is not { } member) return null;
        if (member.ValueKind is JsonValueKind.Array) return [.. member.EnumerateArray()];
        Wrong(name, "must be a list");
        return null;
    }

    private string? Wrong(string name, string message)
    {
        Refuse(name, message);
        return null;
    }

    private static string? Decode(JsonElement member)
    {
        if (member.ValueKind is not JsonValueKind.String) return null;
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // a lone surrogate: no Unicode text
        }
    }
}
