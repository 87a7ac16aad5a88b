using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Which part of a list is asked for.</summary>
/// <remarks>Source: developers.facebook.com, Graph API "Paginated results".</remarks>
/// <param name="After">The part begins behind this place; null = at the beginning.</param>
/// <param name="Before">The part ends before this place; null = wherever it ends. Never together with After.</param>
/// <param name="Limit">How many items at most.</param>
/// <param name="Summary">Whether the length of the whole list is wanted.</param>
/// <param name="parameters">What else was asked.</param>
internal sealed record EdgeQuery(
    string? After, string? Before, int Limit, bool Summary, Func<string, Param> parameters)
{
    /// <summary>How many items a page has where nothing is said.</summary>
    public const int UsualLimit = 25;

    /// <summary>The most a page has, whatever is asked.</summary>
    public const int MostLimit = 500;

    /// <summary>A parameter of the edge's own, from the query or hung on the field.</summary>
    public Param this[string name] => parameters(name);

    /// <summary>Reads <c>limit</c>, <c>after</c>, <c>before</c> and <c>summary</c>.</summary>
    /// <param name="parameters">Gives a parameter by name.</param>
    /// <param name="isPlace">Whether a cursor's place is one of this list.</param>
    /// <param name="usual">How many items a page has where nothing is said.</param>
    /// <param name="most">The most a page has.</param>
    public static Parsed<EdgeQuery> Read(
        Func<string, Param> parameters, Predicate<string> isPlace, int usual = UsualLimit, int most = MostLimit)
    {
        var limit = (long)usual;
        if (parameters("limit") is { IsAbsent: false } asked)
        {
            if (!asked.TryInteger("limit", out limit, out var error)) return Bad(error);
            if (limit < 1) return Bad(GraphErrors.Get("param_type", "limit", "a positive integer"));
        }

        var summary = parameters("summary");
        if (Place("after", "After", out var after) is { } badAfter) return Bad(badAfter);
        if (Place("before", "Before", out var before) is { } badBefore) return Bad(badBefore);
        return new Parsed<EdgeQuery>.Ok(new EdgeQuery(
            after,
            after is null ? before : null,
            (int)Math.Min(limit, most),
            // Clients write summary=true, summary=1 and summary=total_count.
            !summary.IsAbsent && summary.TryText("summary", out var text, out _) && text is not ("false" or "0"),
            parameters));

        GraphError? Place(string name, string spoken, out string? place)
        {
            place = null;
            var given = parameters(name);
            if (given.IsAbsent) return null;
            if (!given.TryText(name, out var cursor, out var error)) return error;
            place = Cursor.PlaceOf(cursor);
            return place is not null && isPlace(place) ? null : GraphErrors.Get("cursor_unknown", spoken);
        }
    }

    private static Parsed<EdgeQuery>.Bad Bad(GraphError error) => new(error);
}
