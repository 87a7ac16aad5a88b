using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>
/// A table of one message that passes, and of what becomes of it when one member is another: the files under
/// <c>golden/fields</c>, whose heads say how they are read.
/// </summary>
internal sealed class FieldTable
{
    private readonly JsonNode message;
    private readonly string edition;
    private readonly ApiVersion version;
    private readonly Channel channel;
    private readonly List<(string[] At, string Member, string Value, string Answer)> rows = [];

    private FieldTable(string[] lines)
    {
        var start = Array.FindIndex(lines, line => line.StartsWith("base ", StringComparison.Ordinal));
        var head = lines[start].Split(' ');
        Assert.True(ApiVersion.TryParse(head[2], out version));
        (edition, channel) = (head[1], Enum.Parse<Channel>(head[3], ignoreCase: true));
        message = JsonNode.Parse(lines[start + 1])!;
        string[] at = [];
        foreach (var line in lines[(start + 2)..].Where(line => line.Length > 0))
        {
            if (line.StartsWith("at ", StringComparison.Ordinal)) at = line == "at message" ? [] : line[3..].Split('.');
            else rows.Add(RowOf(at, line));
        }
    }

    public int Count => rows.Count;

    public static FieldTable Read(string name) => new(Golden.Read(Path.Combine("fields", name)).Split('\n'));

    /// <summary>The message that passes, as it is kept.</summary>
    public ReadOnlyMemory<byte> Kept() => Sends.Message(message.ToJsonString(), channel, version, edition).Ok().Message;

    /// <summary>Every row that comes out otherwise, with what was seen.</summary>
    public IEnumerable<string> Differences() =>
        rows.Select(row => (row, Seen: Answer(row)))
            .Where(one => one.Seen != Expected(one.row))
            .Select(one => $"{string.Join('.', one.row.At)} {one.row.Member} | {one.row.Value} => {one.Seen}");

    private string Answer((string[] At, string Member, string Value, string Answer) row)
    {
        var asked = message.DeepClone();
        var (on, of, under) = (channel, version, edition);
        switch (row.Member)
        {
            case "@channel": on = Enum.Parse<Channel>(row.Value, ignoreCase: true); break;
            case "@version": Assert.True(ApiVersion.TryParse(row.Value, out of)); break;
            case "@edition": under = row.Value; break;
            default: Put(Find(asked, row.At)!, row); break;
        }

        var parsed = Sends.Message(asked.ToJsonString(), on, of, under);
        if (!parsed.Try(out var envelope, out var error)) return TextTable.Written(error);
        if (row.Member[0] == '@') return "ok";
        var kept = Find(JsonNode.Parse(envelope.Message.Span)!, [.. row.At, row.Member]);
        return "ok " + (kept?.ToJsonString() ?? "absent");
    }

    private static string Expected((string[] At, string Member, string Value, string Answer) row)
    {
        if (row.Member[0] == '@') return row.Answer;
        if (!row.Answer.StartsWith("ok", StringComparison.Ordinal))
        {
            var path = PathOf(row.At);
            return row.Answer.Replace("@", PathOf([.. row.At, row.Member]), StringComparison.Ordinal)
                .Replace("^", path, StringComparison.Ordinal);
        }

        var kept = row.Answer is "ok" ? row.Value : row.Answer[3..];
        return "ok " + (kept is "absent" ? kept : JsonNode.Parse(TextTable.Spelled(kept))!.ToJsonString());
    }

    private static void Put(JsonNode holder, (string[] At, string Member, string Value, string Answer) row)
    {
        if (holder is JsonArray list)
        {
            list[int.Parse(row.Member, CultureInfo.InvariantCulture)] = JsonNode.Parse(TextTable.Spelled(row.Value));
            return;
        }

        if (row.Value is "absent") holder.AsObject().Remove(row.Member);
        else holder[row.Member] = JsonNode.Parse(TextTable.Spelled(row.Value));
    }

    private static JsonNode? Find(JsonNode from, string[] path)
    {
        JsonNode? found = from;
        foreach (var part in path)
        {
            found = found switch
            {
                JsonArray list => list[int.Parse(part, CultureInfo.InvariantCulture)],
                JsonObject members => members[part],
                _ => null,
            };
        }

        return found;
    }

    private static string PathOf(string[] path) => "message" + string.Concat(path.Select(part => $"[{part}]"));

    private static (string[] At, string Member, string Value, string Answer) RowOf(string[] at, string line)
    {
        var parts = line.Split(" | ");
        Assert.Equal(3, parts.Length);
        return (at, parts[0], parts[1], parts[2]);
    }
}
