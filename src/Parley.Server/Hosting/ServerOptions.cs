using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Server.Campaigns;
using Parley.Server.Delivery;

namespace Parley.Server.Hosting;

/// <summary>
/// Every setting of a server. The command line and the environment fill it; nothing else configures Parley.
/// </summary>
/// <remarks>Checked as a whole at start (<see cref="OptionFaults.Of"/>): all faults are reported at once.</remarks>
public sealed record ServerOptions
{
    /// <summary>Where the server listens when nobody says otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5280";

    /// <summary>The <see cref="Store"/> that ends with the process.</summary>
    public const string InMemory = "memory:";

    /// <summary>
    /// Where to listen: http and https URLs, separated by <c>;</c>. Port 0 takes a free one. Any address but loopback
    /// needs an <see cref="OperatorKey"/>, https a <see cref="Tls"/> certificate.
    /// </summary>
    public string Urls { get; init; } = DefaultUrl;

    /// <summary>
    /// The key every <c>/_parley</c> call must show as <c>Authorization: Bearer KEY</c>, 16 to 512 visible ASCII
    /// characters; null = none is asked for, and then only loopback is served.
    /// </summary>
    public string? OperatorKey { get; init; }

    /// <summary>The directory the store lives in, or <c>memory:</c> for one that ends with the process.</summary>
    public string Store { get; init; } = "parley-store";

    /// <summary>Into how many shards a new store is cut, 1 to 4096. An existing store keeps its own number.</summary>
    public int Shards { get; init; } = 64;

    /// <summary>How many threads stay in memory at least before idle ones leave, 64 to 100,000,000.</summary>
    public int HotThreads { get; init; } = 250_000;

    /// <summary>
    /// Whether a refused send to a known person leaves a row in the journal, so that a person can read why.
    /// </summary>
    public bool KeepRefusals { get; init; } = true;

    /// <summary>
    /// The edition sends are judged by where a page names none: an ISO day, or <c>auto</c> to follow the clock.
    /// </summary>
    public string Edition { get; init; } = EditionCatalogue.Default.Name;

    /// <summary>How violations are treated where a page names no mode: <c>emulate</c> or <c>strict</c>.</summary>
    public string Mode { get; init; } = "emulate";

    /// <summary>
    /// Whether the clock of a new store is virtual (frozen until it is moved) instead of the machine's.
    /// </summary>
    public bool VirtualClock { get; init; }

    /// <summary>Where the virtual clock of a new store begins; null = the machine's time at creation.</summary>
    public Instant? ClockStart { get; init; }

    /// <summary>Every figure of the policy that nothing public settles.</summary>
    public Readings Readings { get; init; } = Readings.Usual;

    /// <summary>What the https addresses show.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>How webhooks are delivered.</summary>
    public DeliveryOptions Delivery { get; init; } = new();

    /// <summary>How the Graph endpoints behave.</summary>
    public GraphOptions Graph { get; init; } = new();

    /// <summary>How the words of messages are looked at.</summary>
    public ContentOptions Content { get; init; } = new();

    /// <summary>How the files of attachments are fetched, kept and served.</summary>
    public MediaOptions Media { get; init; } = new();

    /// <summary>How campaigns of sponsored messages are delivered.</summary>
    public CampaignOptions Campaigns { get; init; } = new();

    /// <summary>The listening URLs one by one.</summary>
    internal IEnumerable<string> EachUrl =>
        Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether one of them is an https URL.</summary>
    internal bool ServesHttps => EachUrl.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
}
