using System.Globalization;
using System.Text;

namespace Parley.Wire.Sends;

/// <summary>Text of at most so many characters, counted as Unicode scalar values.</summary>
/// <param name="most">How many at most.</param>
internal class TextRule(int most) : Rule
{
    /// <summary>Whether it is a title that a page may have cut instead of refused.</summary>
    public bool Cuttable { get; init; }

    /// <inheritdoc/>
    public override string Expected => $"text, at most {most.ToString(CultureInfo.InvariantCulture)} characters";

    /// <inheritdoc/>
    public sealed override GraphError? Write(Reading reading, Param value)
    {
        if (!value.TryText("", out var text, out _))
        {
            value.TryText(reading.Path, out _, out var error);
            return error;
        }

        if (Fields.IsLonger(text, most))
        {
            if (!Cuttable || reading.Dialect.Page is not { CutsTitles: true })
                return reading.Fault("param_length", most.ToString(CultureInfo.InvariantCulture));
            text = Cut(text, most);
        }

        if (Misfit(reading, text) is { } misfit) return misfit;
        reading.Json.WriteStringValue(Normal(text));
        return null;
    }

    /// <summary>What else is wrong with it.</summary>
    protected virtual GraphError? Misfit(Reading reading, string text) => null;

    /// <summary>As it is written down.</summary>
    protected virtual string Normal(string text) => text;

    private static string Cut(string text, int most)
    {
        var kept = new StringBuilder(most);
        foreach (var rune in text.EnumerateRunes().Take(most)) kept.Append(rune.ToString());
        return kept.ToString();
    }
}

/// <summary>Text of a certain make.</summary>
/// <param name="most">How many characters at most.</param>
/// <param name="expected">What it must be, as errors say: "a currency of ISO 4217, as USD".</param>
/// <param name="fits">Whether a text is of that make.</param>
internal sealed class PatternRule(int most, string expected, Func<string, bool> fits) : TextRule(most)
{
    /// <inheritdoc/>
    public override string Expected => expected;

    /// <summary>Whether letters are kept in capitals.</summary>
    public bool Capitals { get; init; }

    /// <inheritdoc/>
    protected override GraphError? Misfit(Reading reading, string text) =>
        fits(Normal(text)) ? null : reading.Fault("param_type", expected);

    /// <inheritdoc/>
    protected override string Normal(string text) => Capitals ? text.ToUpperInvariant() : text;
}

/// <summary>An absolute http or https URL.</summary>
internal sealed class UrlRule() : TextRule(Fields.MostUrlCharacters)
{
    /// <summary>Whether it must be https.</summary>
    public bool Secure { get; init; }

    /// <inheritdoc/>
    public override string Expected => Secure ? "https URL" : "http or https URL";

    /// <inheritdoc/>
    protected override GraphError? Misfit(Reading reading, string text) =>
        Fields.IsUrl(text) && (!Secure || text.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            ? null
            : reading.Fault("param_url");
}
