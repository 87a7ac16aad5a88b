using System.Text.RegularExpressions;
using NodaTime.Text;

namespace Parley.Wire.Sends;

/// <summary>The rules that several templates share.</summary>
internal static partial class Make
{
    /// <summary>Characters of a text for which the platform publishes no limit: ours, wide on purpose.</summary>
    public const int Wide = 4000;

    private const int MostButtonTitleCharacters = 20;

    /// <summary>Characters of what an app gets back when something is tapped.</summary>
    public const int MostPayloadCharacters = 1000;

    private static readonly LocalDateTimePattern Minutes =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>Text for which the platform publishes no limit.</summary>
    public static readonly TextRule Any = new(Wide);

    /// <summary>The title of a button or quick reply.</summary>
    public static readonly TextRule ButtonTitle = new(MostButtonTitleCharacters) { Cuttable = true };

    /// <summary>What an app gets back when something is tapped.</summary>
    public static readonly TextRule Payload = new(MostPayloadCharacters);

    /// <summary>A boolean.</summary>
    public static readonly FlagRule Flag = new();

    /// <summary>An amount of money.</summary>
    public static readonly AmountRule Amount = new();

    /// <summary>An http or https URL.</summary>
    public static readonly UrlRule Url = new();

    /// <summary>An https URL.</summary>
    public static readonly UrlRule SecureUrl = new() { Secure = true };

    /// <summary>A currency.</summary>
    public static readonly PatternRule Currency =
        new(Wide, "a currency of ISO 4217, as USD", Currencies.Contains) { Capitals = true };

    /// <summary>A country.</summary>
    public static readonly PatternRule Country =
        new(Wide, "a country of two letters, as US", code => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            Capitals = true,
        };

    /// <summary>An id of digits.</summary>
    public static readonly PatternRule Id = new(
        Wide, "an id of digits", text => text.Length < 30 && text.All(char.IsAsciiDigit));

    /// <summary>A language and country.</summary>
    public static readonly PatternRule Locale = new(Wide, "a locale, as en_US", text => LocaleForm().IsMatch(text));

    /// <summary>A colour.</summary>
    public static readonly PatternRule Color = new(Wide, "a colour, as #FF8800", text => ColorForm().IsMatch(text));

    /// <summary>A phone number in full.</summary>
    public static readonly PatternRule Phone =
        new(Wide, "a phone number with its country, as +16505551234", IsPhone);

    /// <summary>A point in time at the place it happens, to the minute.</summary>
    public static readonly PatternRule LocalTime =
        new(Wide, "a local time, as 2016-01-02T19:05", text => Minutes.Parse(text).Success);

    /// <summary>Seconds since 1970, as digits.</summary>
    public static readonly PatternRule Seconds = new(
        Wide, "seconds since 1970, as digits", text => text.Length < 13 && text.All(char.IsAsciiDigit));

    /// <summary>Text of at most so many characters.</summary>
    public static TextRule Text(int most) => new(most);

    /// <summary>One of a few words.</summary>
    public static WordRule Word(params string[] words) => new(words);

    /// <summary>A list of so many objects with these members.</summary>
    public static ListRule List(int fewest, int most, params Member[] members) =>
        new(fewest, most, new Shape(members));

    /// <summary>An object with these members.</summary>
    public static Shape Object(params Member[] members) => new(members);

    /// <summary>Whether a text is a phone number in full.</summary>
    public static bool IsPhone(string text) => PhoneForm().IsMatch(text);

    [GeneratedRegex("^[a-z]{2,3}_[A-Z]{2}$")]
    private static partial Regex LocaleForm();

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex ColorForm();

    [GeneratedRegex(@"^\+[0-9][0-9 ().-]{4,30}$")]
    private static partial Regex PhoneForm();
}
