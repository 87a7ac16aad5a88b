using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Parley.Wire;

/// <summary>
/// Escapes JSON strings as the platform writes webhook bodies: everything outside ASCII as <c>\uXXXX</c> in lower-case
/// hex (two escapes for an astral character), the solidus as <c>\/</c>, and, unless asked otherwise, the characters
/// <c>&lt;</c>, <c>@</c> and <c>%</c> as <c>\u003C</c>, <c>\u0040</c>, <c>\u0025</c>. The output is pure ASCII.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhooks, "Validate payloads"; the three extra escapes were seen
/// by receivers that hashed re-serialised bodies. A lone surrogate becomes U+FFFD. Immutable, thread-safe.
/// </remarks>
public sealed class MetaEncoder : JavaScriptEncoder
{
    /// <summary>The platform's form, with the three extra escapes.</summary>
    public static readonly MetaEncoder WithExtras = new(extras: true);

    /// <summary>The documented form only.</summary>
    public static readonly MetaEncoder Plain = new(extras: false);

    private const string Quiet =
        " !#$&'()*+,-.0123456789:;=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~\u007f";

    private const string Extras = "<@%";
    private const string LowerHex = "0123456789abcdef";
    private const string UpperHex = "0123456789ABCDEF";

    private readonly bool extras;
    private readonly SearchValues<char> quietCharacters;
    private readonly SearchValues<byte> quietBytes;

    private MetaEncoder(bool extras)
    {
        this.extras = extras;
        var quiet = extras ? Quiet : Quiet + Extras;
        quietCharacters = SearchValues.Create(quiet);
        quietBytes = SearchValues.Create(Encoding.ASCII.GetBytes(quiet));
    }

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 12;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar > 0x7f || !quietCharacters.Contains((char)unicodeScalar);

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAnyExcept(quietCharacters);

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) =>
        utf8Text.IndexOfAnyExcept(quietBytes);

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var space = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = Short(unicodeScalar) is { } letter
            ? WriteShort(space, letter)
            : WriteHex(space, unicodeScalar);
        return numberOfCharactersWritten > 0;
    }

    private static char? Short(int scalar) => scalar switch
    {
        '"' => '"',
        '\\' => '\\',
        '/' => '/',
        '\b' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\f' => 'f',
        '\r' => 'r',
        _ => null,
    };

    private static int WriteShort(Span<char> space, char letter)
    {
        if (space.Length < 2) return 0;
        (space[0], space[1]) = ('\\', letter);
        return 2;
    }

    private int WriteHex(Span<char> space, int scalar)
    {
        Span<char> units = stackalloc char[2];
        var count = new Rune(scalar).EncodeToUtf16(units);
        if (space.Length < 6 * count) return 0;
        var hex = extras && Extras.Contains(units[0], StringComparison.Ordinal) ? UpperHex : LowerHex;
        for (var i = 0; i < count; i++)
        {
            var escape = space.Slice(6 * i, 6);
            (escape[0], escape[1]) = ('\\', 'u');
            for (var digit = 0; digit < 4; digit++) escape[2 + digit] = hex[(units[i] >> (12 - 4 * digit)) & 0xf];
        }

        return 6 * count;
    }
}
