using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// One item of a batch as an exchange of its own, so that it goes through the same code as a call that came alone.
/// </summary>
internal static class BatchExchange
{
    // What an item takes over from the request it came in.
    private static readonly string[] Shared =
        [GraphCall.ExplainHeader, SendMessage.AuthorHeader, "Accept-Language", "User-Agent"];

    /// <summary>The exchange of an item; its answer goes into memory.</summary>
    /// <param name="outer">The exchange the batch came in.</param>
    /// <param name="item">The item.</param>
    /// <param name="url">Its path and query, nothing left to fill in.</param>
    /// <param name="body">Its body, likewise.</param>
    public static HttpContext Open(HttpContext outer, BatchItem item, string url, string body)
    {
        var inner = new DefaultHttpContext { RequestAborted = outer.RequestAborted };
        var request = inner.Request;
        request.Method = item.Method;
        request.Scheme = outer.Request.Scheme;
        request.Host = outer.Request.Host;
        var query = url.IndexOf('?', StringComparison.Ordinal);
        request.Path = "/" + Uri.UnescapeDataString(query < 0 ? url : url[..query]).TrimStart('/');
        request.QueryString = new QueryString(query < 0 ? "" : url[query..]);
        foreach (var name in Shared)
        {
            if (outer.Request.Headers.TryGetValue(name, out var value)) request.Headers[name] = value;
        }

        foreach (var (name, value) in item.Headers) request.Headers[name] = value;
        var bytes = Encoding.UTF8.GetBytes(body);
        request.Body = new MemoryStream(bytes, writable: false);
        request.ContentLength = bytes.Length;
        inner.Response.Body = new MemoryStream();
        return inner;
    }

    /// <summary>The body that was answered.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> Answered(HttpContext inner)
    {
        await inner.Response.BodyWriter.CompleteAsync();
        var body = (MemoryStream)inner.Response.Body;
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>Prints an answer as an element of the batch's.</summary>
    public static void Write(Utf8JsonWriter json, HttpResponse response, ReadOnlySpan<byte> body, bool withHeaders)
    {
        json.WriteStartObject();
        json.WriteNumber("code"u8, response.StatusCode);
        if (withHeaders)
        {
            json.WriteStartArray("headers"u8);
            foreach (var (name, values) in response.Headers)
            {
                foreach (var value in values)
                {
                    json.WriteStartObject();
                    json.WriteString("name"u8, name);
                    json.WriteString("value"u8, value);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
        }

        json.WriteString("body"u8, body);
        json.WriteEndObject();
    }
}
