using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Storage;
using Parley.Wire.Media;

namespace Parley.Server.Media;

/// <summary>
/// Serves files at signed addresses, to whoever has one: no key is asked for. What the bytes are known to be says how
/// they are shown; nothing here runs in a browser.
/// </summary>
internal sealed class MediaDoor(Attachments attachments, MediaLinks links, IBlobStore blobs, IPlatformClock clock)
{
    private const string Unknown = "application/octet-stream";

    /// <summary>Whether a request asks for a file.</summary>
    public static bool Answers(HttpRequest request) =>
        request.Path.StartsWithSegments(MediaLinks.Prefix, StringComparison.Ordinal);

    /// <summary>Answers it.</summary>
    public async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.Headers.Allow = "GET, HEAD";
            await Refuse(response, StatusCodes.Status405MethodNotAllowed, "Files are read with GET or HEAD.");
            return;
        }

        if (!TryRead(request.Path, out var page, out var id)
            || !links.TryEnd(page, id, request.Query["oe"], request.Query["oh"], out var end))
        {
            await Refuse(response, StatusCodes.Status403Forbidden, "URL signature mismatch");
        }
        else if (clock.GetCurrentInstant() >= end)
            await Refuse(response, StatusCodes.Status403Forbidden, "URL signature expired");
        else if (attachments.Find(page, id) is { Hash: { } hash } attachment && blobs.Open(hash) is { } stream)
            await Serve(context, attachment, stream);
        else
            await Refuse(response, StatusCodes.Status404NotFound, "Content not found");
    }

    private static async Task Serve(HttpContext context, AttachmentRecord attachment, Stream stream)
    {
        var mime = attachment.Mime ?? Unknown;
        var shown = MediaRules.IsShown(mime);
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.Name ?? FileNames.InUrl(null, mime));
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = "private, max-age=3600";
        var tag = new EntityTagHeaderValue($"\"{attachment.Hash}\"");
        // A document's own type is told, for it is saved; but nothing a browser would run.
        var type = shown || mime is "application/pdf" ? mime : Unknown;
        await TypedResults.Stream(stream, type, entityTag: tag, enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static bool TryRead(PathString path, out PageId page, out long id)
    {
        (page, id) = (default, 0);
        var parts = path.Value!.Split('/');
        if (parts.Length != 6
            || !long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !long.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out id))
        {
            return false;
        }

        page = new PageId(number);
        return true;
    }

    private static Task Refuse(HttpResponse response, int status, string why)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(why);
    }
}
