namespace Parley.Server.Endpoints.Graph;

/// <summary>The part of a list that was asked for.</summary>
/// <param name="Items">At most as many as asked.</param>
/// <param name="HasNext">Whether the list goes on behind them.</param>
/// <param name="HasPrevious">Whether something stands before them.</param>
internal sealed record EdgePage<T>(IReadOnlyList<T> Items, bool HasNext, bool HasPrevious)
{
    /// <summary>The length of the whole list, where it is known.</summary>
    public long? Total { get; init; }

    /// <summary>Why the list cannot be read; then there are no items.</summary>
    public GraphReply? Refusal { get; init; }

    /// <summary>A list that may not be read.</summary>
    public static EdgePage<T> Refused(GraphReply why) => new([], false, false) { Refusal = why };

    /// <summary>The part of a list that is known whole.</summary>
    /// <param name="all">The whole list, in the order of its places.</param>
    /// <param name="placeOf">The place of an item.</param>
    /// <param name="order">The order of places.</param>
    /// <param name="query">Which part.</param>
    public static EdgePage<T> Of(
        IReadOnlyList<T> all, Func<T, string> placeOf, IComparer<string> order, EdgeQuery query)
    {
        var (from, to) = (0, all.Count);
        if (query.After is { } after) from = all.TakeWhile(item => order.Compare(placeOf(item), after) <= 0).Count();
        if (query.Before is { } before)
        {
            to = all.TakeWhile(item => order.Compare(placeOf(item), before) < 0).Count();
            from = Math.Max(0, to - query.Limit);
        }

        to = Math.Min(to, from + query.Limit);
        return new EdgePage<T>([.. all.Skip(from).Take(to - from)], to < all.Count, from > 0) { Total = all.Count };
    }

    /// <summary>The part a store read forward: one item more than asked, where there are so many.</summary>
    public static EdgePage<T> Forward(IReadOnlyList<T> read, EdgeQuery query) =>
        new([.. read.Take(query.Limit)], read.Count > query.Limit, query.After is not null);
}
