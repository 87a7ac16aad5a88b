using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// A list as this API answers it: what is there, and the <c>after</c> of the next page if there is more.
/// </summary>
internal sealed record Listed<T>(IReadOnlyList<T> Data, string? Next);

/// <summary>Reads the query parameters of a list.</summary>
internal static class Paging
{
    /// <summary>How many entries a page has where nobody says otherwise.</summary>
    public const int Usual = 100;

    private const int Most = 1000;

    /// <summary>Reads <c>after</c> (a number) and <c>limit</c> of an operation that has no other parameters.</summary>
    public static (long After, int Most) Read(HttpRequest request, Faults faults)
    {
        RefuseUnknown(request, faults, "after", "limit");
        return (After(request.Query["after"], faults), Limit(request.Query["limit"], faults));
    }

    /// <summary>Reads <c>limit</c>, 1 to 1000.</summary>
    public static int Limit(string? limit, Faults faults)
    {
        if (limit is null) return Usual;
        if (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most is >= 1 and <= Most)
        {
            return most;
        }


        faults.Add("limit", $"must be a number from 1 to {Most}");
        return Usual;
    }

    /// <summary>Reads <c>after</c> where it is a number; <paramref name="first"/> where it is absent.</summary>
    public static long After(string? after, Faults faults, long first = 0)
    {
        if (after is null) return first;
        if (long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        faults.Add("after", "must be the `next` of an earlier answer");
        return first;
    }

    /// <summary>Reads an id in the query.</summary>
    public static long? Id(string? text, string name, Faults faults)
    {
        if (text is null) return null;
        if (Policy.Psid.TryParse(text, out var id)) return id.Value;
        faults.Add(name, "must be a decimal id of 1 to 18 digits");
        return null;
    }

    /// <summary>Cuts a list that was asked for one entry more than a page has.</summary>
    public static Listed<T> Page<T>(IReadOnlyList<T> found, int most, Func<T, long> cursor) => found.Count <= most
        ? new(found, null)
        : new([.. found.Take(most)], cursor(found[most - 1]).ToString(CultureInfo.InvariantCulture));

    /// <summary>Refuses query parameters an operation does not have: nothing is silently ignored.</summary>
    public static void RefuseUnknown(HttpRequest request, Faults faults, params ReadOnlySpan<string> known)
    {
        foreach (var name in request.Query.Keys)
        {
            if (!known.Contains(name)) faults.Add(Problem.Shorten(name), "is not a parameter of this operation");
        }
    }
}
