using System.Globalization;
using System.Security.Cryptography;

namespace Parley.Server.Delivery;

/// <summary>Asks a callback to prove that it knows its verify token, before a subscription is stored.</summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API webhooks "getting started"; the failures' texts as captured by clients.
/// The status alone proves nothing: the body must be the challenge itself, unquoted.
/// </remarks>
internal sealed class SubscriptionHandshake(Poster poster, TargetGuard guard, DeliveryOptions options)
{
    private const int LeastChallenge = 1_000_000;
    private const int MostReceived = 100;

    /// <summary>Calls the callback.</summary>
    /// <param name="url">The callback; a query of its own is kept.</param>
    /// <param name="verifyToken">What the developer chose.</param>
    /// <param name="cancel">Ends the waiting; counts as no answer.</param>
    /// <returns>Null if it is verified, else what to tell the developer.</returns>
    public async Task<HandshakeFault?> Verify(string url, string verifyToken, CancellationToken cancel = default)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var callback))
            return HandshakeFault.Failed($"`{Poster.OneLine(url)}` is not an absolute URL");
        if (guard.Refusal(callback) is { } refusal) return HandshakeFault.Failed(refusal);
        var number = RandomNumberGenerator.GetInt32(LeastChallenge, int.MaxValue);
        var challenge = number.ToString(CultureInfo.InvariantCulture);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Timeout);
        var answer = await poster.Get(Asking(callback, challenge, verifyToken), limit);
        return answer switch
        {
            { Status: null } => HandshakeFault.Failed(answer.Error!),
            { Status: not 200 } => HandshakeFault.Failed(string.Create(
                CultureInfo.InvariantCulture, $"HTTP Status Code = {answer.Status}; HTTP Message = {answer.Phrase}")),
            _ when answer.Said == challenge => null,
            _ => HandshakeFault.Mismatch(challenge, Cut(answer.Said ?? "")),
        };
    }

    /// <summary>
    /// The URL that is called: the members in the platform's order, after what the callback brings along.
    /// </summary>
    internal static Uri Asking(Uri callback, string challenge, string verifyToken)
    {
        var text = callback.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        var join = callback.Query.Length switch { 0 => "?", 1 => "", _ => "&" };
        var token = Uri.EscapeDataString(verifyToken);
        return new Uri($"{text}{join}hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={token}");
    }

    private static string Cut(string received)
    {
        var line = Poster.OneLine(received);
        return line.Length <= MostReceived ? line : $"{line[..MostReceived]}...";
    }
}

/// <summary>Why a callback was not verified.</summary>
/// <param name="Code">2200 where it did not answer 200, 2201 where the answer is not the challenge.</param>
/// <param name="Detail">What happened, without the platform's introduction.</param>
/// <param name="Message">The whole text of the Graph error; it comes with HTTP 400 and type OAuthException.</param>
internal sealed record HandshakeFault(int Code, string Detail, string Message)
{
    /// <summary>It could not be called, or did not answer 200.</summary>
    public static HandshakeFault Failed(string detail) =>
        new(2200, detail, $"(#2200) Callback verification failed with the following errors: {detail}");

    /// <summary>It answered 200 with another body.</summary>
    public static HandshakeFault Mismatch(string challenge, string received)
    {
        var detail = $"response does not match challenge, expected value=\"{challenge}\", received=\"{received}\"";
        return new(2201, detail, $"(#2201) {detail}");
    }
}
