using Microsoft.AspNetCore.Http;
using Parley.Server.World;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Who calls: finds the token wherever a client may put it, and checks it and its proof.</summary>
/// <remarks>Source: developers.facebook.com, Graph API "Access tokens" and "Secure API calls".</remarks>
internal sealed class GraphAccess(WorldDirectory world)
{
    private const string InstagramHost = "graph.instagram.com";

    /// <summary>Fills in token, app and page of a call, or says why it may not go on.</summary>
    public GraphReply? Admit(GraphCall call)
    {
        var token = OwnToken(call) ?? call.Around?.Outer.AccessToken;
        if (token is null) return GraphReply.Bad(call.Path.Node == GraphPath.Me ? "me_without_token" : "token_missing");
        if (!world.TryToken(token, out var identity) || world.App(identity.App) is not { } app)
            return GraphReply.Bad("token_invalid");
        if (call.InstagramLogin && identity.Kind is not TokenKind.Instagram) return GraphReply.Bad("token_invalid");
        if (identity.Kind is TokenKind.App && call.Path.Node == GraphPath.Me) return GraphReply.Bad("me_without_token");

        call.InstagramLogin = identity.Kind is TokenKind.Instagram;
        call.Token = identity;
        call.AccessToken = token;
        call.App = app;
        if (identity.Kind is not TokenKind.App)
        {
            call.Page = world.Page(identity.Page);
            call.Install = world.Install(identity.Page, identity.App);
            if (call.Page is null || call.Install is null) return GraphReply.Bad("token_invalid");
        }

        return Prove(call, token);
    }

    /// <summary>The token a call itself shows, or null.</summary>
    public static string? OwnToken(GraphCall call) =>
        call.Parameters.Text("access_token") ?? TokenOf(call.Http.Request);

    /// <summary>Whether a request came in by the Instagram-login host.</summary>
    public static bool OnInstagramHost(HttpRequest request)
    {
        string? host = request.Headers.Host;
        return host is not null
            && host.StartsWith(InstagramHost, StringComparison.OrdinalIgnoreCase)
            && (host.Length == InstagramHost.Length || host[InstagramHost.Length] == ':');
    }

    // The token in the header of a request.
    private static string? TokenOf(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        if (authorization is null) return null;
        var blank = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return null;
        var scheme = authorization.AsSpan(0, blank);
        if (!scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            && !scheme.Equals("OAuth", StringComparison.OrdinalIgnoreCase))
            return null;
        var token = authorization.AsSpan(blank).Trim();
        return token.IsEmpty ? null : token.ToString();
    }

    private static GraphReply? Prove(GraphCall call, string token)
    {
        var proof = call.Parameters.Text("appsecret_proof") ?? ProofAround(call, token);
        if (proof is null) return call.App.RequiresProof ? GraphReply.Bad("proof_missing") : null;
        return AppSecretProof.Verify(call.App.Secret, token, proof) ? null : GraphReply.Bad("proof_invalid");
    }

    // What proves the token of the envelope proves it for every item that uses it.
    private static string? ProofAround(GraphCall call, string token) =>
        call.Around is { Outer: { } outer } && outer.AccessToken == token
            ? outer.Parameters.Text("appsecret_proof")
            : null;
}
