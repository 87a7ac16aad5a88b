using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.Doors;

/// <summary>
/// <c>/pages/{page}/contact_terms</c>: the page an admin opens from the error of a refused call to the labels, reads
/// and accepts once, for all apps. With an operator key, whoever accepts has to show it.
/// </summary>
internal sealed class ContactTermsPage(WorldDirectory world, OperatorKey key) : IDoor
{
    private const string Before = "/pages/";
    private const string Behind = "/contact_terms";

    private static readonly FrozenDictionary<string, JsonElement> Texts = Load();

    /// <summary>Where the terms of a page are accepted, on the host the caller used.</summary>
    public static string UrlOf(HttpRequest request, PageId page) =>
        UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, $"{Before}{page}{Behind}");

    /// <summary>Whether a path is one of these pages.</summary>
    public bool Answers(HttpRequest request) =>
        request.Path.Value is { } path
        && path.StartsWith(Before, StringComparison.Ordinal)
        && path.EndsWith(Behind, StringComparison.Ordinal);

    /// <summary>Shows the terms, or takes the agreement in.</summary>
    public async Task Answer(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var name = request.Path.Value![Before.Length..^Behind.Length];
        if (!Psid.TryParse(name, out var id) || world.Page(new PageId(id.Value)) is not { } page)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            await Show(response, "en", "<h1>404</h1><p>There is no such Page.</p>");
        }
        else if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            await Show(http, page, wrongKey: false);
        }
        else if (HttpMethods.IsPost(request.Method))
        {
            await Accept(http, page);
        }
        else
        {
            response.Headers.Allow = "GET, POST";
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
    }

    // A form on somebody else's site must not agree in the admin's name: browsers say where a form came from.
    private async Task Accept(HttpContext http, PageRecord page)
    {
        string? origin = http.Request.Headers.Origin;
        if (origin is not null && origin != $"{http.Request.Scheme}://{http.Request.Host}")
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : FormCollection.Empty;
        if (!key.Opens(http.Request) && !key.Opens(form["key"].ToString()))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await Show(http, page, wrongKey: true);
            return;
        }

        if (!page.TermsAccepted) await world.Save(page with { TermsAccepted = true });
        await Show(http, page with { TermsAccepted = true }, wrongKey: false);
    }

    private Task Show(HttpContext http, PageRecord page, bool wrongKey)
    {
        var language = LanguageOf(http.Request);
        var texts = Texts[language];
        string Text(string name) =>
            WebUtility.HtmlEncode(texts.GetProperty(name).GetString()!.Replace("{page}", page.Name));

        var terms = texts.GetProperty("terms").EnumerateArray()
            .Select(term => $"<li>{WebUtility.HtmlEncode(term.GetString())}</li>");
        var field = key.IsAsked
            ? $"""<label>{Text("key")} <input type="password" name="key" required autocomplete="off"></label>"""
            : "";
        var end = page.TermsAccepted
            ? $"""<p class="done" role="status">{Text("accepted")}</p>"""
            : $"""<form method="post">{field}<button type="submit">{Text("accept")}</button></form>""";
        var warning = wrongKey ? $"""<p class="wrong" role="alert">{Text("wrong_key")}</p>""" : "";
        return Show(
            http.Response,
            language,
            $"<h1>{Text("title")}</h1><p>{Text("copy")}</p><ol>{string.Concat(terms)}</ol>{warning}{end}");
    }

    private static Task Show(HttpResponse response, string language, string body)
    {
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync($$"""
            <!doctype html>
            <html lang="{{language}}"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>Page Contact Terms</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; color: #1c2b33 }
            main { max-width: 38rem; margin: 3rem auto; padding: 0 1rem }
            li { margin: .5rem 0 } label { display: block; margin: 1rem 0 } input { font: inherit; padding: .4rem }
            button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .4rem }
            button { background: #0a66c2; color: #fff; cursor: pointer }
            .done { background: #e6f4ea; padding: .8rem } .wrong { background: #fce8e6; padding: .8rem }
            </style></head><body><main>{{body}}</main></body></html>
            """);
    }

    private static string LanguageOf(HttpRequest request)
    {
        string[] accepted = [.. request.Headers.AcceptLanguage.OfType<string>()];
        var wanted = StringWithQualityHeaderValue.TryParseList(accepted, out var list)
            ? list.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value)
            : [];
        return wanted.Prepend(request.Query["lang"].ToString())
            .Select(one => one?.Split('-', '_')[0].ToLowerInvariant())
            .FirstOrDefault(one => one is not null && Texts.ContainsKey(one)) ?? "en";
    }

    private static FrozenDictionary<string, JsonElement> Load()
    {
        using var stream = typeof(ContactTermsPage).Assembly.GetManifestResourceStream("contact-terms.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(one => one.Name, one => one.Value.Clone());
    }
}
