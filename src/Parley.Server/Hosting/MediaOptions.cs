namespace Parley.Server.Hosting;

/// <summary>How the files of attachments are fetched, kept and served.</summary>
/// <remarks>
/// Defaults: developers.facebook.com, Messenger Platform "Send messages" (75 s) and "Attachment Upload API reference"
/// (90 days); ten seconds as seen in public traffic; how long an address opens is ours.
/// </remarks>
public sealed record MediaOptions
{
    /// <summary>
    /// <see cref="Fetch"/>: every URL, and a file that cannot be had is an error, as on the platform.
    /// </summary>
    public const string Always = "always";

    /// <summary>
    /// <see cref="Fetch"/>: every URL as well; but where this machine is cut off from all names of the internet, a URL
    /// is passed on as it is.
    /// </summary>
    public const string WhenOnline = "when_online";

    /// <summary>
    /// <see cref="Fetch"/>: URLs of this machine, and of what is to be kept under an id; others are passed on.
    /// </summary>
    public const string WhenLoopbackOrReusable = "when_loopback_or_reusable";

    /// <summary><see cref="Fetch"/>: none. Every URL is passed on as it is.</summary>
    public const string Never = "never";

    /// <summary>Which URLs are fetched when they are sent or uploaded: one of the words above.</summary>
    public string Fetch { get; init; } = WhenOnline;

    /// <summary>How long a file may take to come, 10 ms to 5 min of real time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a film may take to come, 10 ms to 5 min of real time.</summary>
    public TimeSpan VideoTimeout { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>How long an attachment can be sent by its id, in the platform's time; above zero.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a signed address opens, in the platform's time; a second or more.</summary>
    public TimeSpan UrlLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// What the addresses of files begin with in webhooks, as <c>https://parley.example</c>; null = where the server
    /// listens. In answers they begin as the request did.
    /// </summary>
    public string? PublicUrl { get; init; }
}
