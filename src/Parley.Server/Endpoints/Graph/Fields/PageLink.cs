using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// The address of another page of a list, on the host that was asked. It works by itself, as the platform's does: it
/// carries the token however the call did.
/// </summary>
internal sealed class PageLink
{
    private static readonly string[] Turning = ["after", "before", "limit", SeveralNodes.Parameter];

    // What a client adds to every call, and so to this one.
    private static readonly string[] Everywhere = ["access_token", "appsecret_proof"];

    private readonly HttpRequest request;
    private readonly PathString path;
    private readonly List<KeyValuePair<string, string>> query;

    private PageLink(GraphCall call, PathString path, IEnumerable<KeyValuePair<string, string>> query)
    {
        request = call.Http.Request;
        this.path = path;
        this.query = [.. query];
        if (!this.query.Any(one => one.Key == Everywhere[0]) && call.AccessToken is { } token)
            this.query.Insert(0, new(Everywhere[0], token));
    }

    /// <summary>Links of an edge that was asked itself: the same request, turned to another page.</summary>
    public static PageLink Of(GraphCall call) => new(
        call, call.Path.ToString(), Query(call).Where(one => !Turning.Contains(one.Key)));

    /// <summary>Links of a list that was read as a field: they lead to the edge.</summary>
    /// <param name="call">The call.</param>
    /// <param name="node">The node's id.</param>
    /// <param name="field">The field as asked.</param>
    public static PageLink Of(GraphCall call, string node, FieldSelection field)
    {
        var query = Query(call).Where(one => Everywhere.Contains(one.Key))
            .Concat(field.Arguments.Where(one => one.Key != "as" && !Turning.Contains(one.Key)));
        if (field.Fields.Count > 0) query = query.Append(new("fields", FieldSelection.Print(field.Fields)));
        return new PageLink(call, $"/{call.Version}/{node}/{field.Name}", query);
    }

    /// <summary>The address of the page behind or before a cursor.</summary>
    public string To(string direction, string cursor, int limit)
    {
        var turned = new QueryBuilder(query)
        {
            { "limit", limit.ToString(CultureInfo.InvariantCulture) },
            { direction, cursor },
        };
        return UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path, turned.ToQueryString());
    }

    private static IEnumerable<KeyValuePair<string, string>> Query(GraphCall call) =>
        call.Http.Request.Query.SelectMany(
            one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value ?? ""));
}
