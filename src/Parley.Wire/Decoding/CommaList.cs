namespace Parley.Wire.Decoding;

/// <summary>Comma lists as <c>a, b{c,d}</c>: commas inside braces or parentheses belong to their item.</summary>
internal static class CommaList
{
    public static List<string> Split(string text)
    {
        var items = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length)
            {
                if (text[i] is '{' or '(') depth++;
                if (text[i] is '}' or ')') depth--;
                if (text[i] != ',' || depth > 0) continue;
            }

            var item = text.AsSpan(start, i - start).Trim();
            if (item.Length > 0) items.Add(item.ToString());
            start = i + 1;
        }

        return items;
    }
}
