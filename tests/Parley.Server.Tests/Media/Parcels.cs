using System.Net.Http.Headers;
using System.Text;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Tests.Graph;

namespace Parley.Server.Tests.Media;

/// <summary>Short ways to send and upload files.</summary>
internal static class Parcels
{
    /// <summary>A server that fetches everything, and waits for nothing long.</summary>
    public static Task<GraphServer> Start(Func<MediaOptions, MediaOptions>? set = null)
    {
        var media = new MediaOptions
        {
            Fetch = MediaOptions.Always,
            Timeout = TimeSpan.FromSeconds(2),
            VideoTimeout = TimeSpan.FromSeconds(1),
        };
        return GraphServer.Start(options => options with { Media = set?.Invoke(media) ?? media });
    }

    /// <summary>Sends an attachment by JSON.</summary>
    public static Task<Answer> Attach(this GraphServer server, Psid person, string type, string payload) =>
        server.Post(
            "/v21.0/me/messages",
            $$"""
            {"recipient":{"id":"{{person}}"},
             "message":{"attachment":{"type":"{{type}}","payload":{{payload}} } } }
            """);

    /// <summary>Uploads by JSON.</summary>
    public static Task<Answer> Upload(
        this GraphServer server, string type, string payload, string more = "", string token = GraphServer.PageToken) =>
        server.Post(
            "/v21.0/me/message_attachments",
            $$"""{"message":{"attachment":{"type":"{{type}}","payload":{{payload}} } }{{more}} }""",
            token);

    /// <summary>Uploads by JSON and answers the id.</summary>
    public static async Task<string> Uploaded(this GraphServer server, string type, string payload, string more = "")
    {
        var answer = await server.Upload(type, payload, more);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("attachment_id").GetString()!;
    }

    /// <summary>A multipart body with a message, perhaps a recipient, and a file.</summary>
    public static MultipartFormDataContent Parts(
        string type, byte[] bytes, string? mime = null, string? name = "a.png", Psid? to = null, bool reusable = true)
    {
        var file = new ByteArrayContent(bytes);
        if (mime is not null) file.Headers.ContentType = MediaTypeHeaderValue.Parse(mime);
        var flag = reusable ? "true" : "false";
        var message = $$"""{"attachment":{"type":"{{type}}","payload":{"is_reusable":{{flag}} } } }""";
        var parts = new MultipartFormDataContent { { new StringContent(message), "message" } };
        if (to is { } person) parts.Add(new StringContent($$"""{"id":"{{person}}"}"""), "recipient");
        if (name is null) parts.Add(file, "filedata");
        else parts.Add(file, "filedata", name);
        return parts;
    }

    public static Task<Answer> Send(this GraphServer server, MultipartFormDataContent parts) =>
        server.Ask(HttpMethod.Post, "/v21.0/me/messages", parts);

    public static Task<Answer> Upload(this GraphServer server, HttpContent parts) =>
        server.Ask(HttpMethod.Post, "/v21.0/me/message_attachments", parts);

    /// <summary>A file of so many bytes that begins as a picture does.</summary>
    public static byte[] Picture(long bytes)
    {
        var picture = new byte[bytes];
        Shelf.Png.CopyTo(picture, 0);
        return picture;
    }

    public static byte[] Film(int bytes = 32)
    {
        var film = new byte[bytes];
        Encoding.ASCII.GetBytes("\0\0\0\u001cftypisom").CopyTo(film, 0);
        return film;
    }
}
