namespace Parley.Wire.Content;

/// <summary>
/// Card numbers by issuer, length and check digit (ISO/IEC 7812, Luhn), account numbers by theirs (IBAN, ISO 13616).
/// A parcel's or an order's number seldom meets all three.
/// </summary>
internal static class AccountNumbers
{
    private const double Sure = 2;
    private const int ShortestCard = 13;
    private const int LongestCard = 19;
    private const int ShortestIban = 15;
    private const int LongestIban = 34;
    private static readonly int Card = ContentRules.All.IndexOf(ContentRules.Card);

    /// <summary>Adds every card or account number of a text, masked.</summary>
    public static void Find(string text, int field, ReviewSettings settings, List<HardEvidence> found)
    {
        Span<byte> digits = stackalloc byte[LongestCard + 1];
        for (var at = 0; at < text.Length;)
        {
            if (!FoldTable.IsDigit(text[at]) || IsGlued(text, at))
            {
                at++;
                continue;
            }

            var end = ReadDigits(text, at, digits, out var count);
            if (IsCard(digits[..Math.Min(count, digits.Length)]) && !IsLetter(text, end))
                Add(text, at, end, field, settings, found);
            at = end;
        }

        FindIbans(text, field, settings, found);
    }

    private static int ReadDigits(string text, int at, Span<byte> digits, out int count)
    {
        count = 0;
        var end = at;
        while (at < text.Length)
        {
            if (FoldTable.IsDigit(text[at]))
            {
                if (count < digits.Length) digits[count] = (byte)(FoldTable.Of(text[at]) - '0');
                count++;
                end = ++at;
            }
            else if (text[at] is ' ' or '-' or '\u00A0' or '–'
                && at + 1 < text.Length && FoldTable.IsDigit(text[at + 1]))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private static bool IsCard(ReadOnlySpan<byte> digits) =>
        digits.Length is >= ShortestCard and <= LongestCard && IsOfIssuer(digits) && PassesLuhn(digits);

    private static bool IsOfIssuer(ReadOnlySpan<byte> digits)
    {
        var four = (digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3];
        return digits.Length switch
        {
            13 or 19 when four / 1000 == 4 => true,
            14 => four / 100 is 36 or 38 or 39 || four / 10 is >= 300 and <= 305,
            15 => four / 100 is 34 or 37,
            16 => four / 1000 == 4 || four / 100 is >= 51 and <= 55 || four is >= 2221 and <= 2720
                || four is 6011 or >= 3528 and <= 3589 || four / 10 is >= 644 and <= 649 || four / 100 is 65 or 62
                || four is 9792 || four / 10 is 506 or 636,
            >= 17 => four / 100 == 62,
            _ => false,
        };
    }

    private static bool PassesLuhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            int digit = digits[^(at + 1)];
            if (at % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static void FindIbans(string text, int field, ReviewSettings settings, List<HardEvidence> found)
    {
        for (var at = 0; at + ShortestIban <= text.Length; at++)
        {
            if (!char.IsAsciiLetterUpper(text[at]) || !char.IsAsciiLetterUpper(text[at + 1])
                || !char.IsAsciiDigit(text[at + 2]) || !char.IsAsciiDigit(text[at + 3]) || IsGlued(text, at)) continue;
            var end = EndOfIban(text, at);
            if (end == 0) continue;
            Add(text, at, end, field, settings, found);
            at = end;
        }
    }

    /// <summary>Where the account number ends that starts here, or 0 if none does.</summary>
    private static int EndOfIban(string text, int start)
    {
        Span<char> letters = stackalloc char[LongestIban];
        var count = 0;
        var best = 0;
        for (var at = start; at < text.Length && count < LongestIban; at++)
        {
            if (text[at] == ' ') continue;
            if (!char.IsAsciiLetterUpper(text[at]) && !char.IsAsciiDigit(text[at])) break;
            letters[count++] = text[at];
            var isWhole = at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]);
            if (count >= ShortestIban && isWhole && Mod97(letters[..count]) == 1) best = at + 1;
        }

        return best;
    }

    private static int Mod97(ReadOnlySpan<char> letters)
    {
        var rest = 0;
        for (var at = 0; at < letters.Length; at++)
        {
            var letter = letters[(at + 4) % letters.Length];
            rest = char.IsAsciiDigit(letter)
                ? ((rest * 10) + letter - '0') % 97
                : ((rest * 100) + letter - 'A' + 10) % 97;
        }

        return rest;
    }

    private static void Add(
        string text, int start, int end, int field, ReviewSettings settings, List<HardEvidence> found) =>
        found.Add(new HardEvidence(
            Card, Sure * settings.Threshold, field, start, end - start, $"…{text[(end - 4)..end]}"));

    private static bool IsGlued(string text, int at) =>
        at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '/' or '=' or '_' or '#');

    private static bool IsLetter(string text, int at) => at < text.Length && char.IsAsciiLetter(text[at]);
}
