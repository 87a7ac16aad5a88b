namespace Parley.Wire.Decoding;

/// <summary>
/// Tells a value that is nested too deep from one that is malformed: counts brackets outside strings.
/// </summary>
internal static class Nesting
{
    public static bool Exceeds(ReadOnlySpan<byte> json, int limit)
    {
        var depth = 0;
        byte quote = 0;
        for (var i = 0; i < json.Length; i++)
        {
            var current = json[i];
            if (quote != 0)
            {
                if (current == '\\') i++;
                else if (current == quote) quote = 0;
                continue;
            }

            if (current is (byte)'"' or (byte)'\'') quote = current;
            else if (current is (byte)'{' or (byte)'[' && ++depth > limit) return true;
            else if (current is (byte)'}' or (byte)']') depth--;
        }

        return false;
    }
}
