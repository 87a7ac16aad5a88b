using System.Globalization;

namespace Parley.Wire.Sends;

/// <summary>One of a few words, whatever the case of its letters; written down as the list spells it.</summary>
internal sealed class WordRule(params string[] words) : Rule
{
    /// <inheritdoc/>
    public override string Expected => string.Join(", ", words.Select(word => $"`{word}`"));

    /// <inheritdoc/>
    public override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryWord("", words, out var word, out _))
        {
            value.TryWord(reading.Path, words, out _, out var error);
            return error;
        }

        reading.Json.WriteStringValue(word);
        return null;
    }
}

/// <summary>A boolean, in any of the forms clients use.</summary>
internal sealed class FlagRule : Rule
{
    /// <inheritdoc/>
    public override string Expected => "boolean";

    /// <inheritdoc/>
    public override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryBoolean("", out var flag, out _))
        {
            value.TryBoolean(reading.Path, out _, out var error);
            return error;
        }

        reading.Json.WriteBooleanValue(flag);
        return null;
    }
}

/// <summary>A whole number, as a number or its digits.</summary>
internal sealed class IntegerRule(long least) : Rule
{
    /// <inheritdoc/>
    public override string Expected => $"integer from {least.ToString(CultureInfo.InvariantCulture)}";

    /// <inheritdoc/>
    public override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryInteger("", out var number, out _))
        {
            value.TryInteger(reading.Path, out _, out var error);
            return error;
        }

        if (number < least) return reading.Fault("param_type", "an " + Expected);
        reading.Json.WriteNumberValue(number);
        return null;
    }
}

/// <summary>
/// An amount of money, as a number or its digits; written down as a number, as precise as it was given.
/// </summary>
internal sealed class AmountRule : Rule
{
    private const int MostDigits = 30;

    /// <inheritdoc/>
    public override string Expected => "number";

    /// <inheritdoc/>
    public override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryText("", out var text, out _)
            || text.Length > MostDigits
            || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
            return reading.Fault("param_type", "a number");
        reading.Json.WriteNumberValue(amount);
        return null;
    }
}
