using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.V1;

/// <summary>Everything wrong with one request, by field; all of it is told at once.</summary>
internal sealed class Faults
{
    private readonly SortedDictionary<string, List<string>> byField = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => byField.Count > 0;

    /// <summary>Adds what is wrong with a field and what was expected.</summary>
    public void Add(string field, string message)
    {
        if (!byField.TryGetValue(field, out var messages)) byField.Add(field, messages = []);
        messages.Add(message);
    }

    /// <summary>The answer that tells all of it, as status 400.</summary>
    public IResult ToProblem() => Problem.Of(
        StatusCodes.Status400BadRequest,
        byField.Count == 1
            ? $"The field `{byField.Keys.First()}` is not acceptable."
            : "Some fields are not acceptable.",
        byField.ToDictionary(field => field.Key, field => field.Value.ToArray()));
}
