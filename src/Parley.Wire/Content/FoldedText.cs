namespace Parley.Wire.Content;

/// <summary>
/// A text as the lexicon compares it, with the way back: lower case, narrow, without accents and hidden characters;
/// every number is one sign, as is every percentage, every sum of money and every link. Spaces beside signs are
/// dropped, so that <c>20 % off</c>, <c>20%OFF</c> and <c>٢٠٪ off</c> are one.
/// </summary>
/// <remarks>Reused from text to text; not for two threads at once.</remarks>
internal sealed class FoldedText
{
    /// <summary>A number of any size in any digits.</summary>
    public const char Number = '#';

    /// <summary>A number of percent.</summary>
    public const char Percent = '\uE000';

    /// <summary>A number of a currency.</summary>
    public const char Money = '\uE001';

    /// <summary>A link.</summary>
    public const char Link = '\uE002';

    /// <summary>What makes a word a tag: <c>#ad</c> marks an advertisement, an ad is any.</summary>
    public const char Tag = '\uE003';

    /// <summary>Tells <c>discount: $5</c> on a receipt from a discount offered.</summary>
    public const char Colon = ':';

    /// <summary>The end of a sentence or a line.</summary>
    public const char Break = '.';

    private char[] letters = new char[512];
    private int[] starts = new int[512];
    private int[] ends = new int[512];

    /// <summary>The folded characters.</summary>
    public ReadOnlySpan<char> Letters => letters.AsSpan(0, Length);

    /// <summary>How many folded characters there are.</summary>
    public int Length { get; private set; }

    /// <summary>Where a folded character starts in the source.</summary>
    public int StartOf(int index) => starts[index];

    /// <summary>Where a folded character ends in the source, exclusive.</summary>
    public int EndOf(int index) => ends[index];

    /// <summary>Whether a character belongs to a word that spaces or signs must bound.</summary>
    public static bool IsWordLetter(char letter) => letter switch
    {
        >= 'a' and <= 'z' => true,
        < '\u00AA' => false,
        >= '\u0E00' and <= '\u0EFF' or >= '\u3000' and <= '\u9FFF' => false,
        _ => char.IsLetter(letter),
    };

    /// <summary>Whether a character stands for an amount, whatever it is.</summary>
    public static bool IsSign(char letter) => letter is Number or Percent or Money or Link;

    /// <summary>Takes a new text; the one before is gone.</summary>
    public FoldedText Fold(ReadOnlySpan<char> source)
    {
        Length = 0;
        for (var at = 0; at < source.Length;) at = Step(source, at);
        if (Length > 0 && letters[Length - 1] == ' ') Length--;
        return this;
    }

    private int Step(ReadOnlySpan<char> source, int at)
    {
        var letter = source[at];
        if (char.IsSurrogate(letter)) return StepOverPair(source, at);
        if (letter is 'h' or 'H' or 'w' or 'W' && LinkLength(source[at..]) is > 0 and var length)
            return AddSign(Link, at, at + length);

        if (letter is '#' or '＃' && at + 1 < source.Length && char.IsLetter(source[at + 1]))
            return AddSign(Tag, at, at + 1);

        var folded = FoldTable.Of(letter);
        if (folded is >= '0' and <= '9') return AddNumber(source, at);
        switch (folded)
        {
            case FoldTable.Nothing:
                return at + 1;
            case ' ':
                AddSpace(at);
                return at + 1;
            case Colon:
                return AddSign(Colon, at, at + 1);
            case '-':
                if (IsMinus(source, at)) Add('-', at, at + 1);
                else AddSpace(at);
                return at + 1;
            case Break:
                return StepOverBreak(source, at);
            case '%' or '¤':
                return AddUnit(folded, at);
            case FoldTable.Voiced or FoldTable.HalfVoiced:
                if (Length > 0 && letters[Length - 1] is >= '\u3041' and <= '\u30FA')
                    letters[Length - 1] += folded == FoldTable.Voiced ? (char)1 : (char)2;
                return at + 1;
            case FoldTable.Several:
                foreach (var one in FoldTable.SeveralOf(letter)) Add(one, at, at + 1);
                return at + 1;
            default:
                Add(folded, at, at + 1);
                return at + 1;
        }
    }

    /// <summary>Letters and digits of the mathematical alphabets are letters and digits; other pairs stay.</summary>
    private int StepOverPair(ReadOnlySpan<char> source, int at)
    {
        if (at + 1 >= source.Length || !char.IsSurrogatePair(source[at], source[at + 1])) return at + 1;
        var code = char.ConvertToUtf32(source[at], source[at + 1]);
        if (code is >= 0x1D400 and < 0x1D6A4) Add((char)('a' + ((code - 0x1D400) % 26)), at, at + 2);
        else if (code is >= 0x1D7CE and <= 0x1D7FF) AddSign(Number, at, at + 2);
        else
        {
            Add(source[at], at, at + 2);
            Add(source[at + 1], at, at + 2);
        }

        return at + 2;
    }

    /// <summary>A full stop inside a name or an address ends no sentence.</summary>
    private int StepOverBreak(ReadOnlySpan<char> source, int at)
    {
        var isInside = source[at] == '.' && at + 1 < source.Length && at > 0
            && char.IsAsciiLetterOrDigit(source[at + 1]) && char.IsAsciiLetterOrDigit(source[at - 1]);
        if (isInside)
        {
            AddSpace(at);
            return at + 1;
        }

        if (Length > 0 && letters[Length - 1] == ' ') Length--;
        if (Length > 0 && letters[Length - 1] != Break) Add(Break, at, at + 1);
        return at + 1;
    }

    private int AddNumber(ReadOnlySpan<char> source, int at)
    {
        var end = at + 1;
        while (end < source.Length)
        {
            if (FoldTable.IsDigit(source[end])) end++;
            else if (FoldTable.GroupsDigits(source[end]) && end + 1 < source.Length
                && FoldTable.IsDigit(source[end + 1])) end += 2;
            else break;
        }

        // A unit written before its number: $20, Rp 20.000, %50.
        var start = at;
        var sign = Number;
        var bare = Length > 0 && letters[Length - 1] == ' ' ? Length - 1 : Length;
        if (bare > 0 && letters[bare - 1] is '%' or '¤')
        {
            sign = letters[bare - 1] == '%' ? Percent : Money;
            Length = bare - 1;
            start = starts[Length];
            if (sign == Money) DropUnit(FoldTable.CurrencyPrefixes, Length, ref start);
        }
        else if (DropUnit(FoldTable.CurrenciesBefore, bare, ref start))
        {
            sign = Money;
        }

        if (sign == Number) (sign, end) = UnitAfter(source, end);
        return AddSign(sign, start, end);
    }

    /// <summary>A currency written as a word after the number: 500円, 50 TL, 100 บาท.</summary>
    private static (char Sign, int End) UnitAfter(ReadOnlySpan<char> source, int end)
    {
        var from = end;
        while (from < source.Length && FoldTable.Of(source[from]) == ' ' && from < end + 2) from++;
        Span<char> next = stackalloc char[FoldTable.LongestUnit + 1];
        var length = 0;
        while (length < next.Length && from + length < source.Length)
        {
            next[length] = FoldTable.Of(source[from + length]);
            length++;
        }

        foreach (var unit in FoldTable.CurrenciesAfter)
        {
            if (!next[..length].StartsWith(unit)) continue;
            if (length > unit.Length && IsWordLetter(unit[^1]) && IsWordLetter(next[unit.Length])) continue;
            return (Money, from + unit.Length);
        }

        return (Number, end);
    }

    private bool DropUnit(string[] units, int end, ref int start)
    {
        foreach (var unit in units)
        {
            var from = end - unit.Length;
            if (from < 0 || !letters.AsSpan(from, unit.Length).SequenceEqual(unit)) continue;
            if (from > 0 && IsWordLetter(letters[from - 1])) continue;
            Length = from;
            start = starts[from];
            return true;
        }

        return false;
    }

    /// <summary>A percent or currency sign: with the number before it, else it waits for the one behind it.</summary>
    private int AddUnit(char unit, int at)
    {
        if (Length == 0 || letters[Length - 1] != Number)
        {
            Add(unit, at, at + 1);
            return at + 1;
        }

        letters[Length - 1] = unit == '%' ? Percent : Money;
        ends[Length - 1] = at + 1;
        return at + 1;
    }

    private int AddSign(char sign, int start, int end)
    {
        if (Length > 0 && letters[Length - 1] == ' ') Length--;
        Add(sign, start, end);
        return end;
    }

    private void AddSpace(int at)
    {
        if (Length == 0 || letters[Length - 1] is ' ' or Break or Colon || IsSign(letters[Length - 1])) return;
        Add(EndsSentence() ? Break : ' ', at, at + 1);
    }

    /// <summary>Thai ends its sentences with a polite word and a space.</summary>
    private bool EndsSentence()
    {
        foreach (var word in FoldTable.SentenceEnds)
        {
            if (letters.AsSpan(0, Length).EndsWith(word)) return true;
        }

        return false;
    }

    private void Add(char letter, int start, int end)
    {
        if (Length == letters.Length)
        {
            Array.Resize(ref letters, Length * 2);
            Array.Resize(ref starts, Length * 2);
            Array.Resize(ref ends, Length * 2);
        }

        letters[Length] = letter;
        starts[Length] = start;
        ends[Length] = end;
        Length++;
    }

    /// <summary>A dash is a minus only before an amount that starts a word.</summary>
    private bool IsMinus(ReadOnlySpan<char> source, int at) =>
        at + 1 < source.Length
        && (FoldTable.IsDigit(source[at + 1]) || FoldTable.Of(source[at + 1]) is '%' or '¤')
        && (Length == 0 || letters[Length - 1] is not Number && !IsWordLetter(letters[Length - 1]));

    private static int LinkLength(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) return 0;
        var length = 0;
        while (length < rest.Length && rest[length] is > ' ' and < '\u007F') length++;
        return length;
    }
}
