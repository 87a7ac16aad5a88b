using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>What each character becomes in a <see cref="FoldedText"/>, from the embedded <c>folding.json</c>.</summary>
internal static class FoldTable
{
    /// <summary>The character is dropped: hidden, or a mark on the letter before it.</summary>
    public const char Nothing = '\0';

    /// <summary>The character becomes more than one.</summary>
    public const char Several = '\u0001';

    /// <summary>The mark that voices the kana before it.</summary>
    public const char Voiced = '\u0002';

    /// <summary>The mark that half-voices the kana before it.</summary>
    public const char HalfVoiced = '\u0003';

    private static readonly char[] Folds = new char[char.MaxValue + 1];
    private static readonly FrozenDictionary<char, string> Expansions;

    static FoldTable()
    {
        for (var code = 0; code < Folds.Length; code++) Folds[code] = ByNature((char)code);
        using var document = EmbeddedJson.Open("folding.json");
        var root = document.RootElement;
        var several = new Dictionary<char, string>();
        foreach (var row in root.GetProperty("letters").EnumerateObject())
        {
            foreach (var letter in row.Value.GetString()!)
            {
                Folds[letter] = row.Name.Length == 1 ? row.Name[0] : Several;
                if (row.Name.Length > 1) several[letter] = row.Name;
            }
        }

        foreach (var letter in root.GetProperty("breaks").GetString()!) Folds[letter] = FoldedText.Break;
        foreach (var letter in root.GetProperty("currency_signs").GetString()!) Folds[letter] = '¤';
        Expansions = several.ToFrozenDictionary();
        CurrencyPrefixes = Strings(root, "currency_prefixes");
        CurrenciesBefore = Strings(root, "currencies_before");
        CurrenciesAfter = Strings(root, "currencies_after");
        SentenceEnds = Strings(root, "sentence_ends");
        LongestUnit = CurrenciesAfter.Max(unit => unit.Length);
    }

    /// <summary>Letters glued to a currency sign, as in <c>US$</c> and <c>R$</c>, folded.</summary>
    public static string[] CurrencyPrefixes { get; }

    /// <summary>Currencies written as words before a number, folded, the longest first.</summary>
    public static string[] CurrenciesBefore { get; }

    /// <summary>Currencies written as words after a number, folded, the longest first.</summary>
    public static string[] CurrenciesAfter { get; }

    /// <summary>Words after which a space ends a sentence.</summary>
    public static string[] SentenceEnds { get; }

    /// <summary>The length of the longest of <see cref="CurrenciesAfter"/>.</summary>
    public static int LongestUnit { get; }

    /// <summary>What a character becomes.</summary>
    public static char Of(char letter) => Folds[letter];

    /// <summary>What a character becomes that becomes <see cref="Several"/>.</summary>
    public static string SeveralOf(char letter) => Expansions[letter];

    /// <summary>Whether a character is a digit in any script.</summary>
    public static bool IsDigit(char letter) => Folds[letter] is >= '0' and <= '9';

    /// <summary>Whether a character may stand between the digits of one number.</summary>
    public static bool GroupsDigits(char letter) =>
        letter is '.' or ',' or '\'' or '’' or '\u00A0' or '\u202F' or '\u2009' or '٬' or '٫' or '．' or '，';

    private static char ByNature(char letter) => letter switch
    {
        >= '\uFF01' and <= '\uFF5E' => ByNature((char)(letter - 0xFEE0)),
        '\u3099' or '\uFF9E' => Voiced,
        '\u309A' or '\uFF9F' => HalfVoiced,
        '%' or '٪' => '%',
        '-' or '‐' or '‑' or '‒' or '–' or '—' or '−' => '-',
        '+' => '+',
        ':' => ':',
        >= '\u0300' and <= '\u036F' or >= '\u064B' and <= '\u065F' or '\u0670' or '\u0640' => Nothing,
        >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u2064' => Nothing,
        '\uFEFF' or '\u00AD' or '\uFE0E' or '\uFE0F' or '\u20E3' => Nothing,
        >= '\u0E31' and <= '\u0E4E' => letter,
        _ when char.IsDigit(letter) => (char)('0' + (int)char.GetNumericValue(letter)),
        _ when char.IsLetter(letter) => char.ToLowerInvariant(letter),
        >= '\u2190' and <= '\u2BFF' => letter,
        _ => ' ',
    };

    private static string[] Strings(JsonElement root, string name)
    {
        var strings = root.GetProperty(name).EnumerateArray().Select(one => one.GetString()!);
        return [.. strings.OrderByDescending(one => one.Length)];
    }
}
