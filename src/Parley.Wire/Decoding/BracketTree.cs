using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Parley.Wire.Decoding;

/// <summary>
/// What bracket notation builds up. Children whose names are all numbers are a list, in order of the numbers; gaps
/// count for nothing, so a huge index costs no more than a small one.
/// </summary>
/// <remarks>
/// <c>a[][k]=1&amp;a[][m]=2</c> is one item, as Rails and HTTParty write it: a pair belongs to the last item until that
/// one already has its name.
/// </remarks>
internal sealed class BracketTree
{
    private const int MostIndexDigits = 9;

    private readonly List<(string Name, BracketTree Child)> children = [];
    private string text = "";

    /// <summary>Puts a value at a path below this node, replacing what stood there.</summary>
    public void Put(IReadOnlyList<string> path, string value)
    {
        var node = this;
        for (var i = 0; i < path.Count; i++)
        {
            node = path[i].Length > 0 ? node.Child(path[i]) : node.Item(path, i + 1);
        }

        node.children.Clear();
        node.text = value;
    }

    /// <summary>The tree as JSON; leaves are strings.</summary>
    public JsonElement ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output)) Write(json);
        return JsonElement.Parse(output.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json)
    {
        if (children.Count == 0)
        {
            json.WriteStringValue(text);
        }
        else if (children.TrueForAll(child => Index(child.Name) >= 0))
        {
            json.WriteStartArray();
            foreach (var (_, child) in children.OrderBy(child => Index(child.Name))) child.Write(json);
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            foreach (var (name, child) in children)
            {
                json.WritePropertyName(name);
                child.Write(json);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>
    /// The list item that <c>[]</c> means here: the last one while it lacks the rest of the path, else a new one.
    /// </summary>
    private BracketTree Item(IReadOnlyList<string> path, int rest)
    {
        if (rest < path.Count && children.Count > 0 && !children[^1].Child.Has(path, rest)) return children[^1].Child;
        var next = children.Count == 0 ? 0 : children.Max(child => Index(child.Name)) + 1;
        return Child(next.ToString(CultureInfo.InvariantCulture));
    }

    private bool Has(IReadOnlyList<string> path, int from)
    {
        var node = this;
        for (var i = from; i < path.Count; i++)
        {
            if (path[i].Length == 0) return false;
            if (node.Find(path[i]) is not { } child) return false;
            node = child;
        }

        return true;
    }

    private BracketTree Child(string name)
    {
        if (Find(name) is { } found) return found;
        var child = new BracketTree();
        children.Add((name, child));
        return child;
    }

    private BracketTree? Find(string name)
    {
        foreach (var (known, child) in children)
        {
            if (known == name) return child;
        }

        return null;
    }

    private static long Index(string name) =>
        name.Length <= MostIndexDigits
        && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
}
