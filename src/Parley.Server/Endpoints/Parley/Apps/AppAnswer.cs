using System.Collections.Immutable;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>An app.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="Secret">Signs webhooks and proofs.</param>
/// <param name="AppToken">Its app access token.</param>
/// <param name="VerifyToken">What the handshake of a webhook sends.</param>
/// <param name="Automated">Whether its messages are a bot's unless a send says otherwise.</param>
/// <param name="Features">Approved features.</param>
/// <param name="Permissions">Granted permissions; absent = all.</param>
/// <param name="RequiresProof">Whether calls without <c>appsecret_proof</c> are refused.</param>
/// <param name="Bot">What it was declared as; absent = nothing.</param>
/// <param name="HumanRoute">Whether it gives people a way to a human.</param>
internal sealed record AppAnswer(
    long Id,
    string Name,
    string Secret,
    string AppToken,
    string? VerifyToken,
    bool Automated,
    ImmutableArray<string> Features,
    ImmutableArray<string>? Permissions,
    bool RequiresProof,
    string? Bot,
    bool HumanRoute)
{
    public static AppAnswer Of(AppRecord app) => new(
        app.Id,
        app.Name,
        app.Secret,
        Tokens.App(app),
        app.VerifyToken,
        app.Automated,
        app.Features,
        app.Permissions,
        app.RequiresProof,
        app.Bot,
        app.HumanRoute ?? true);
}
