using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Parley.Wire.Decoding;

/// <summary>One name and what it stands for.</summary>
internal readonly record struct NamedParam(string Name, Param Value);

/// <summary>
/// URL-encoded names and values, as a form or a query carries them. A percent sign that starts no escape stands for
/// itself, as it does on the platform.
/// </summary>
internal static class FormPairs
{
    /// <summary>Reads the pairs; names in bracket notation are gathered into one value per first name.</summary>
    public static GraphError? Read(ReadOnlySpan<byte> encoded, out IReadOnlyList<NamedParam> pairs)
    {
        pairs = [];
        var found = new PairList();
        foreach (var range in encoded.Split((byte)'&'))
        {
            var pair = encoded[range];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf((byte)'=');
            if (!TryDecode(equals < 0 ? pair : pair[..equals], out var name))
                return GraphErrors.Get("param_encoding", "?");
            if (!TryDecode(equals < 0 ? default : pair[(equals + 1)..], out var value))
                return GraphErrors.Get("param_encoding", name);
            if (found.Add(name, value) is { } error) return error;
        }

        pairs = found.Finish();
        return null;
    }

    private static bool TryDecode(ReadOnlySpan<byte> encoded, out string text)
    {
        if (encoded.IndexOfAny((byte)'%', (byte)'+') < 0) return TryText(encoded, out text);
        var plain = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var current = encoded[i];
            if (current == '%' && i + 2 < encoded.Length && TryHex(encoded.Slice(i + 1, 2), out var escaped))
            {
                plain[length++] = escaped;
                i += 2;
            }
            else
            {
                plain[length++] = current == '+' ? (byte)' ' : current;
            }
        }

        return TryText(plain.AsSpan(0, length), out text);
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private static bool TryText(ReadOnlySpan<byte> utf8, out string text)
    {
        text = Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : "";
        return text.Length > 0 || utf8.IsEmpty;
    }
}
