using System.Text.Json;

namespace Parley.Cli.Client;

/// <summary>What the server answered: the status, the exact bytes, and the same read as JSON.</summary>
internal sealed record ApiAnswer(int Status, byte[] Bytes, JsonElement Root)
{
    /// <summary>Whether the status is a success.</summary>
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The fault this answer tells of, in one line with the exit code it means.</summary>
    public CliException Fault() => new(
        Status switch
        {
            422 => ExitCode.Refused,
            >= 500 => ExitCode.ServerFailed,
            _ => ExitCode.Usage,
        },
        Sentence());

    /// <summary>A string member of the answer, or null.</summary>
    public string? Text(string name) => Root.Text(name);

    private string Sentence()
    {
        if (Status == 401) return "the server asks for its operator key: --key or PARLEY_OPERATOR_KEY";
        if (FieldsAtFault() is { Length: > 0 } fields) return fields;
        if (Text("detail") is { } detail) return detail;
        if (Text("title") is { } title) return title;
        return Root.Member("error").Text("message") ?? $"the server answered {Status}";
    }

    private string FieldsAtFault()
    {
        var errors = Root.Member("errors");
        if (errors.ValueKind is not JsonValueKind.Object) return "";
        return string.Join("; ", errors.EnumerateObject().Select(field => $"`{field.Name}`: {Messages(field.Value)}"));

        static string Messages(JsonElement list) =>
            string.Join(", ", list.EnumerateArray().Select(one => one.GetString()));
    }
}
