using System.Globalization;
using System.Text.Json;
using Parley.Server.Endpoints.V1;

namespace Parley.Server.Acts;

/// <summary>One of several things shown: named by its title, or by its place counted from 0.</summary>
internal static class Choice
{
    private const int MostListed = 12;

    /// <summary>Reads the field that names it; null if it is absent or neither a text nor an index.</summary>
    public static string? Read(Fields fields, string name)
    {
        if (fields.Raw(name) is not { ValueKind: JsonValueKind.Number } number) return fields.Text(name);
        if (number.TryGetInt32(out var index) && index >= 0) return index.ToString(CultureInfo.InvariantCulture);
        fields.Refuse(name, "must be a title, or an index from 0");
        return null;
    }

    /// <summary>The one that is meant, or null: a title goes before an index.</summary>
    public static T? Find<T>(IReadOnlyList<T> shown, Func<T, string> title, string? named)
        where T : class =>
        shown.FirstOrDefault(one => title(one) == named)
        ?? (int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? shown.ElementAtOrDefault(index)
            : null);

    /// <summary>What there is to choose from, for a person.</summary>
    public static string Listed<T>(IReadOnlyList<T> shown, Func<T, string> title) =>
        string.Join(", ", shown.Take(MostListed).Select((one, index) => $"{index} `{title(one)}`"));
}
