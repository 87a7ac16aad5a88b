using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>One page of a list by ids, as the Graph API turns pages: <c>limit</c> and <c>after</c>.</summary>
/// <param name="After">The list goes on behind this id; 0 = at the beginning.</param>
/// <param name="Limit">How many at most.</param>
/// <remarks>Source: developers.facebook.com, Graph API "Paginated results".</remarks>
internal readonly record struct Cursors(long After, int Limit)
{
    private const int Usual = 25;
    private const int Most = 500;

    /// <summary>Reads <c>limit</c> and <c>after</c>.</summary>
    public static GraphError? Read(GraphParameters parameters, out Cursors cursors)
    {
        cursors = new Cursors(0, Usual);
        if (parameters["limit"] is { IsAbsent: false } limit)
        {
            if (!limit.TryInteger("limit", out var asked, out var error)) return error;
            if (asked < 1) return GraphErrors.Get("param_type", "limit", "a positive integer");
            cursors = cursors with { Limit = (int)Math.Min(asked, Most) };
        }

        if (parameters.Text("after") is not { } after) return null;
        if (IdOf(after) is not { } id) return GraphErrors.Get("param_type", "after", "a cursor of an earlier page");
        cursors = cursors with { After = id };
        return null;
    }

    /// <summary><c>{"data":[…],"paging":{…}}</c>.</summary>
    /// <param name="call">The call; the link to the next page repeats it on this host.</param>
    /// <param name="items">One more than <see cref="Limit"/>, where there are so many.</param>
    /// <param name="idOf">The id a list goes on behind.</param>
    /// <param name="write">Prints one.</param>
    public GraphReply Answer<T>(
        GraphCall call, IReadOnlyList<T> items, Func<T, long> idOf, Action<Utf8JsonWriter, T> write)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, GraphReply.Readable))
        {
            var shown = Math.Min(items.Count, Limit);
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            for (var i = 0; i < shown; i++) write(json, items[i]);
            json.WriteEndArray();
            if (shown > 0)
                WritePaging(json, call, idOf(items[0]), idOf(items[shown - 1]), goesOn: items.Count > shown);
            json.WriteEndObject();
        }

        return new GraphReply.Body(output.WrittenMemory);
    }

    private void WritePaging(Utf8JsonWriter json, GraphCall call, long first, long last, bool goesOn)
    {
        json.WriteStartObject("paging"u8);
        json.WriteStartObject("cursors"u8);
        json.WriteString("before"u8, Of(first));
        json.WriteString("after"u8, Of(last));
        json.WriteEndObject();
        if (goesOn) json.WriteString("next"u8, Next(call.Http.Request, Of(last)));
        json.WriteEndObject();
    }

    // The link works by itself, as the platform's does: it carries the token however the call did.
    private string Next(HttpRequest request, string after)
    {
        var query = new QueryBuilder(request.Query.Where(one => one.Key is not ("after" or "limit"))
            .SelectMany(one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value ?? "")));
        if (!request.Query.ContainsKey("access_token") && GraphAccess.TokenOf(request) is { } token)
            query.Add("access_token", token);
        query.Add("limit", Limit.ToString(CultureInfo.InvariantCulture));
        query.Add("after", after);
        return UriHelper.BuildAbsolute(
            request.Scheme, request.Host, request.PathBase, request.Path, query.ToQueryString());
    }

    private static string Of(long id) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture)));

    private static long? IdOf(string cursor)
    {
        Span<byte> text = stackalloc byte[64];
        return cursor.Length <= 64
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, text, out var length)
            && long.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : null;
    }
}
