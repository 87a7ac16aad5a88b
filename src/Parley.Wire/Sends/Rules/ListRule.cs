using System.Globalization;

namespace Parley.Wire.Sends;

/// <summary>A list of so many items.</summary>
internal sealed class ListRule(int fewest, int most, Rule item) : Rule
{
    /// <inheritdoc/>
    public override string Expected => fewest == most
        ? $"list of exactly {Number(most)}"
        : $"list of {Number(fewest)} to {Number(most)}";

    /// <summary>What each item is, for the reference page.</summary>
    public Rule Item => item;

    /// <inheritdoc/>
    public override IReadOnlyList<Member> Members => item.Members;

    /// <inheritdoc/>
    public override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryArray("", out var list, out _))
        {
            value.TryArray(reading.Path, out _, out var error);
            return error;
        }

        var count = list.GetArrayLength();
        if (count < fewest || count > most) return reading.Fault("param_count", Number(fewest), Number(most));
        reading.Json.WriteStartArray();
        var at = 0;
        foreach (var element in list.EnumerateArray())
        {
            reading.Enter(at++);
            if (item.Write(reading, new Param(element)) is { } error) return error;
            reading.Leave();
        }

        reading.Json.WriteEndArray();
        return null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
