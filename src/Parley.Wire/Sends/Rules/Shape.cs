using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Parley.Wire.Sends;

/// <summary>
/// What is wrong with an object as a whole, given its members in the shape's order; null if nothing is.
/// </summary>
internal delegate GraphError? ShapeCheck(Reading reading, ReadOnlySpan<Param> found);

/// <summary>An object with the members named and no others.</summary>
/// <param name="members">The members, in the order in which they are written down.</param>
internal sealed class Shape(params Member[] members) : Rule
{
    /// <summary>What its members have to do with each other; asked once each of them is right.</summary>
    public ShapeCheck? Check { get; init; }

    /// <inheritdoc/>
    public override string Expected => "object";

    /// <inheritdoc/>
    public override IReadOnlyList<Member> Members => members;

    /// <inheritdoc/>
    public override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryObject("", out var read, out _)) return NoObject(reading, value);
        reading.Json.WriteStartObject();
        var error = WriteMembers(reading, read);
        reading.Json.WriteEndObject();
        return error;
    }

    /// <summary>Writes the members into an object that is open already.</summary>
    /// <param name="reading">Where it is read and written.</param>
    /// <param name="value">The object.</param>
    /// <param name="kind">
    /// The member that tells objects of several kinds apart, read and written by whoever chose this shape; null = there
    /// is none.
    /// </param>
    public GraphError? WriteMembers(Reading reading, JsonElement value, string? kind = null)
    {
        Slots slots = default;
        Span<Param> found = slots;
        if (Collect(reading, value, kind, found) is { } unknown) return unknown;
        for (var i = 0; i < members.Length; i++)
        {
            var member = members[i];
            if (found[i].IsAbsent)
            {
                if (member.Required) return reading.FaultIn(member.Name, "param_required");
                continue;
            }

            reading.Enter(member.Name);
            reading.Json.WritePropertyName(member.Name);
            if (member.Rule.Write(reading, found[i]) is { } error) return error;
            reading.Leave();
        }

        return Check?.Invoke(reading, found[..members.Length]);
    }

    /// <summary>The error of something that is no object.</summary>
    public static GraphError NoObject(Reading reading, Param value)
    {
        value.TryObject(reading.Path, out _, out var error);
        return error!;
    }

    private GraphError? Collect(Reading reading, JsonElement value, string? kind, Span<Param> found)
    {
        List<string>? unknown = null;
        foreach (var member in value.EnumerateObject())
        {
            var at = 0;
            while (at < members.Length && !member.NameEquals(members[at].Name)) at++;
            if (at < members.Length) found[at] = new Param(member.Value);
            else if (!(kind is not null && member.NameEquals(kind)) && !new Param(member.Value).IsAbsent)
                (unknown ??= []).Add(member.Name);
        }

        return unknown is null || reading.Dialect.Past
            ? null
            : GraphErrors.Get("param_keys", string.Join(", ", unknown), reading.Path);
    }

    // No object of the platform has more members.
    [InlineArray(24)]
    private struct Slots
    {
        private Param first;
    }
}
