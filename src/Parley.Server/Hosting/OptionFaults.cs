using System.Collections.Immutable;
using System.Net;
using Parley.Policy.Editions;
using Parley.Server.Campaigns;
using Parley.Server.Delivery;

namespace Parley.Server.Hosting;

/// <summary>Checks settings and collects everything wrong with them, so that a start fails once.</summary>
internal static class OptionFaults
{
    private const int LeastKeyLength = 16;
    private const int MostKeyLength = 512;

    /// <summary>
    /// Every fault of the settings, each naming the setting and what was expected; empty if they are sound.
    /// </summary>
    public static ImmutableArray<string> Of(ServerOptions options)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        CheckUrls(options, faults);
        CheckKey(options.OperatorKey, faults);
        CheckStore(options, faults);
        CheckPolicy(options, faults);
        CheckDelivery(options.Delivery, faults);
        CheckGraph(options.Graph, faults);
        faults.AddRange(options.Content.Reviewer.Faults());
        CheckCampaigns(options.Campaigns, faults);
        CheckMedia(options.Media, faults);
        return faults.ToImmutable();
    }

    /// <summary>Whether all of the addresses are reachable from this machine only.</summary>
    public static bool LoopbackOnly(ServerOptions options) =>
        options.EachUrl.All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsLoopback(uri));

    private static void CheckUrls(ServerOptions options, ImmutableArray<string>.Builder faults)
    {
        if (!options.EachUrl.Any())
            faults.Add($"`urls` is empty: expected one or more URLs such as {ServerOptions.DefaultUrl}");
        foreach (var url in options.EachUrl)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
                || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
                || uri.PathAndQuery != "/")
                faults.Add($"`urls` has `{url}`: expected http://ADDRESS:PORT or https://ADDRESS:PORT without a path");
            else if (uri.Scheme == Uri.UriSchemeHttps && options.Tls.Certificate is null)
                faults.Add($"`urls` has `{url}`: https needs `tls.certificate`, or `parley serve --tls`");
            else if (!IsLoopback(uri) && !IPAddress.TryParse(uri.DnsSafeHost, out _))
                faults.Add($"`urls` has `{url}`: expected an IP address or localhost before the port");
            else if (!IsLoopback(uri) && options.OperatorKey is null)
                faults.Add(
                    $"`urls` has `{url}`, which others can reach: set an operator key (PARLEY_OPERATOR_KEY) first");
        }
    }

    private static bool IsLoopback(Uri uri) =>
        uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));

    private static void CheckKey(string? key, ImmutableArray<string>.Builder faults)
    {
        if (key is null) return;
        if (key.Length is < LeastKeyLength or > MostKeyLength || key.Any(letter => letter is <= ' ' or > '~'))
            faults.Add(
                $"`operator_key` must be {LeastKeyLength} to {MostKeyLength} visible ASCII characters without blanks");
    }

    private static void CheckStore(ServerOptions options, ImmutableArray<string>.Builder faults)
    {
        if (string.IsNullOrWhiteSpace(options.Store)) faults.Add("`store` is empty: expected a directory or memory:");
        Between("shards", options.Shards, 1, 4096, faults);
        Between("hot_threads", options.HotThreads, 64, 100_000_000, faults);
    }

    private static void CheckPolicy(ServerOptions options, ImmutableArray<string>.Builder faults)
    {
        if (options.Edition != EditionCatalogue.Auto && !EditionCatalogue.TryFind(options.Edition, out _))
        {
            var known = string.Join(", ", EditionCatalogue.All.Select(edition => edition.Name));
            faults.Add($"`edition` is `{options.Edition}`: expected {EditionCatalogue.Auto} or one of {known}");
        }

        if (options.Mode is not ("emulate" or "strict"))
            faults.Add($"`mode` is `{options.Mode}`: expected emulate or strict");
        faults.AddRange(options.Readings.Faults());
        if (options.ClockStart is not null && !options.VirtualClock)
            faults.Add("`clock_start` needs a virtual clock");
    }

    private static void CheckDelivery(DeliveryOptions delivery, ImmutableArray<string>.Builder faults)
    {
        if (delivery.Timeout < TimeSpan.FromMilliseconds(10) || delivery.Timeout > TimeSpan.FromMinutes(5))
            faults.Add($"`delivery.timeout` is {delivery.Timeout}: expected 10 ms to 5 min");
        if (delivery.RetryLadder.IsDefaultOrEmpty || delivery.RetryLadder.Length > 100)
            faults.Add("`delivery.retry_ladder` must have 1 to 100 steps");
        else if (delivery.RetryLadder.Any(step => step < TimeSpan.Zero || step > TimeSpan.FromDays(1)))
            faults.Add("`delivery.retry_ladder` has a step below zero or above a day");
        else if (delivery.RetryLadder[^1] == TimeSpan.Zero)
            faults.Add("`delivery.retry_ladder` must not end with zero: its last step repeats");
        if (delivery.AlertAfter <= TimeSpan.Zero) faults.Add("`delivery.alert_after` must be above zero");
        if (delivery.DisableAfter < delivery.AlertAfter)
            faults.Add("`delivery.disable_after` must not be shorter than `delivery.alert_after`");
        Between("delivery.concurrency", delivery.Concurrency, 1, 4096, faults);
        Between("delivery.chaos.duplicate_every", delivery.Chaos.DuplicateEvery, 0, 1_000_000, faults);
        Between("delivery.chaos.swap_every", delivery.Chaos.SwapEvery, 0, 1_000_000, faults);
        Between("delivery.hanging", delivery.Hanging, 0, 65_536, faults);
        if (delivery.HangingAfter <= TimeSpan.Zero) faults.Add("`delivery.hanging_after` must be above zero");
        if (delivery.SlowAfter <= TimeSpan.Zero) faults.Add("`delivery.slow_after` must be above zero");
        foreach (var target in delivery.AllowedTargets.IsDefault ? [] : delivery.AllowedTargets)
        {
            if (!IsTarget(target))
                faults.Add(
                    $"`delivery.allowed_targets` has `{target}`: expected a host, an address or a CIDR range");
        }
    }

    private static bool IsTarget(string target) =>
        target.Contains('/', StringComparison.Ordinal)
            ? IPNetwork.TryParse(target, out _)
            : Uri.CheckHostName(target) is not UriHostNameType.Unknown;

    private static void CheckGraph(GraphOptions graph, ImmutableArray<string>.Builder faults)
    {
        if (graph.AppCallsPerHour < 1) faults.Add("`graph.app_calls_per_hour` must be at least 1");
        if (graph.PageCallsPerDay < 1) faults.Add("`graph.page_calls_per_day` must be at least 1");
        Between("graph.labels_per_page", graph.LabelsPerPage, 1, 100_000, faults);
        Between("graph.personas_per_page", graph.PersonasPerPage, 1, 100_000, faults);
        Between("graph.templates_per_page", graph.TemplatesPerPage, 1, 10_000, faults);
        Between("graph.label_characters", graph.LabelCharacters, 1, 1_000, faults);
    }

    private static void CheckCampaigns(CampaignOptions campaigns, ImmutableArray<string>.Builder faults)
    {
        Between("campaigns.least_audience", campaigns.LeastAudience, 0, 1_000_000, faults);
        Between("campaigns.concurrency", campaigns.Concurrency, 1, 1024, faults);
    }

    private static void CheckMedia(MediaOptions media, ImmutableArray<string>.Builder faults)
    {
        string[] modes =
            [MediaOptions.Always, MediaOptions.WhenOnline, MediaOptions.WhenLoopbackOrReusable, MediaOptions.Never];
        if (!modes.Contains(media.Fetch))
            faults.Add($"`media.fetch` is `{media.Fetch}`: expected one of {string.Join(", ", modes)}");
        CheckWait("media.timeout", media.Timeout, faults);
        CheckWait("media.video_timeout", media.VideoTimeout, faults);
        if (media.Life <= TimeSpan.Zero || media.Life > TimeSpan.FromDays(36_500))
            faults.Add("`media.life` must be above zero and at most a hundred years");
        if (media.UrlLife < TimeSpan.FromSeconds(1) || media.UrlLife > TimeSpan.FromDays(36_500))
            faults.Add("`media.url_life` must be a second to a hundred years");
        if (media.PublicUrl is { } url
            && (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
                || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
                || uri.PathAndQuery != "/"
                || uri.Fragment.Length > 0
                || uri.UserInfo.Length > 0))
        {
            faults.Add($"`media.public_url` is `{url}`: expected http://HOST[:PORT] or https://HOST[:PORT]");
        }
    }

    private static void CheckWait(string name, TimeSpan value, ImmutableArray<string>.Builder faults)
    {
        if (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromMinutes(5))
            faults.Add($"`{name}` is {value}: expected 10 ms to 5 min");
    }

    private static void Between(string name, int value, int least, int most, ImmutableArray<string>.Builder faults)
    {
        if (value < least || value > most) faults.Add($"`{name}` is {value}: expected {least} to {most}");
    }
}

/// <summary>The settings cannot work; the message lists everything wrong with them, one a line.</summary>
public sealed class OptionsException : Exception
{
    /// <summary>With everything that is wrong.</summary>
    public OptionsException(ImmutableArray<string> faults)
        : base(string.Join('\n', faults)) => Faults = faults;

    /// <summary>With a message for a person and the cause.</summary>
    public OptionsException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>With a message for a person.</summary>
    public OptionsException(string message)
        : base(message)
    {
    }

    /// <summary>Without a message.</summary>
    public OptionsException()
    {
    }

    /// <summary>One sentence per fault.</summary>
    public ImmutableArray<string> Faults { get; } = [];
}
