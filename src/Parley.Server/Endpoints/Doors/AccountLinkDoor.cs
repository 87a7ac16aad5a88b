using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Parley.Server.Acts;
using Parley.Server.Ids;

namespace Parley.Server.Endpoints.Doors;

/// <summary>
/// <c>/messenger_platform/account_linking</c>: where a business's log-in page sends the browser back to. With an
/// <c>authorization_code</c> the accounts are linked, without one the person left.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Account linking".</remarks>
internal sealed class AccountLinkDoor(
    Stage stage, World.People people, Clock.IPlatformClock clock, AccountLinks links) : IDoor
{
    private const string Path = "/messenger_platform/account_linking";
    private const string Token = "account_linking_token";
    private const string Code = "authorization_code";

    /// <summary>The address to come back to, on the host the caller used.</summary>
    public static string UrlOf(HttpRequest request, string token) => UriHelper.BuildAbsolute(
        request.Scheme, request.Host, request.PathBase, $"{Path}/", QueryString.Create(Token, token));

    /// <summary>Whether a path is this door.</summary>
    public bool Answers(HttpRequest request) =>
        request.Path.Value is { } path && path.TrimEnd('/') == Path && HttpMethods.IsGet(request.Method);

    /// <summary>Links, and says what came of it.</summary>
    public async Task Answer(HttpContext http)
    {
        var (token, code) = (http.Request.Query[Token].ToString(), http.Request.Query[Code].ToString());
        if (code.Length == 0)
            await Show(http, StatusCodes.Status200OK, "Nothing was linked. You can close this page.");
        else if (await Link(token, code) is { } why)
            await Show(http, StatusCodes.Status400BadRequest, why);
        else
            await Show(http, StatusCodes.Status200OK, "Your account is linked. You can close this page.");
    }

    private async Task<string?> Link(string token, string code)
    {
        if (!links.TryThread(token, out var thread)
            || people.Find(thread) is not { } contact
            || people.Find(contact.Person) is not { } person)
            return AccountLinks.Unknown;
        var act = new LinkAccount(token, code);
        return await stage.Perform(person, thread.Page, contact.Channel, act, clock.GetCurrentInstant())
            is Performed.Refused refused ? refused.Why : null;
    }

    private static Task Show(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync($"""
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Account linking</title>
            <p>{WebUtility.HtmlEncode(text)}</p></html>
            """);
    }
}
