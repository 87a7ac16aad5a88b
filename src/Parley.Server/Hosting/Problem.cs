using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Hosting;

/// <summary>An RFC 9457 problem document, written by hand so that nothing of an exception can leak into it.</summary>
internal static class Problem
{
    /// <summary>Writes one, unless the response has begun.</summary>
    public static async Task Write(
        HttpContext context, int status, string title, string detail, string? challenge = null)
    {
        if (context.Response.HasStarted) return;
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        if (challenge is not null) context.Response.Headers.WWWAuthenticate = challenge;
        var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (writer)
        {
            writer.WriteStartObject();
            writer.WriteString("title"u8, title);
            writer.WriteNumber("status"u8, status);
            writer.WriteString("detail"u8, detail);
            writer.WriteEndObject();
        }
    }
}
