namespace Parley.Wire;

/// <summary>An error as a client of the Graph API sees it.</summary>
/// <remarks>Source: developers.facebook.com, Graph API "Handle errors" and Messenger Platform "Error codes".</remarks>
public sealed record GraphError
{
    /// <summary>The row of the catalogue it comes from, in snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 400;

    /// <summary>The code clients key on.</summary>
    public required int Code { get; init; }

    /// <summary>The subcode, or null where there is none.</summary>
    public int? Subcode { get; init; }

    /// <summary><c>OAuthException</c>, <c>GraphMethodException</c> or <c>IGApiException</c>.</summary>
    public string Type { get; init; } = "OAuthException";

    /// <summary>The message, with its <c>(#code) </c> prefix where the platform writes one.</summary>
    public required string Message { get; init; }

    /// <summary>Whether the platform says that a retry may help; null = the member is left out.</summary>
    public bool? IsTransient { get; init; }

    /// <summary>A title for people, or null.</summary>
    public string? UserTitle { get; init; }

    /// <summary>A sentence for people, or null.</summary>
    public string? UserMessage { get; init; }

    /// <summary>
    /// The value of the <c>WWW-Authenticate</c> header that goes with every error: printable ASCII whatever the
    /// message holds.
    /// </summary>
    public string Challenge => $"OAuth \"Facebook Platform\" \"{ChallengeWord}\" \"{HeaderSafe(Message)}\"";

    private string ChallengeWord => Code switch
    {
        102 or 190 => "invalid_token",
        3 or (>= 200 and <= 299) => "insufficient_scope",
        _ => "invalid_request",
    };

    /// <summary>The same error as the Instagram-login host words it: its own type, and a shut window is 403.</summary>
    public GraphError OnInstagramHost() =>
        this with { Type = "IGApiException", Status = Name == "outside_window" ? 403 : Status };

    private static string HeaderSafe(string text) =>
        string.Create(text.Length, text, static (safe, raw) =>
        {
            for (var i = 0; i < raw.Length; i++)
                safe[i] = raw[i] is '"' or '\\' ? '\'' : raw[i] is >= ' ' and <= '~' ? raw[i] : '?';
        });
}
