using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Parley.Server.Delivery;

/// <summary>
/// Where we may call: https anywhere public, http on loopback only, private addresses never unless the operator lists
/// them. Judges the address that is connected to, so that no name that changes its mind and no redirect gets past.
/// </summary>
/// <remarks>Immutable; safe to share. Ranges: IANA special-purpose address registries for IPv4 and IPv6.</remarks>
/// <param name="loopback">Whether loopback may be called: only where the server itself is on loopback alone.</param>
/// <param name="allowed">Host names, addresses and CIDR ranges that may be called whatever they are.</param>
internal sealed class TargetGuard(bool loopback, ImmutableArray<string> allowed)
{
    private static readonly (IPNetwork Range, string What)[] Reserved =
    [
        Of("0.0.0.0/8", "an unspecified address"),
        Of("10.0.0.0/8", "a private address"),
        Of("100.64.0.0/10", "an address shared by carriers"),
        Of("169.254.169.254/32", "a cloud's metadata service"),
        Of("169.254.0.0/16", "a link-local address"),
        Of("172.16.0.0/12", "a private address"),
        Of("192.0.0.0/24", "a protocol assignment"),
        Of("192.0.2.0/24", "an address for documentation"),
        Of("192.88.99.0/24", "a 6to4 relay"),
        Of("192.168.0.0/16", "a private address"),
        Of("198.18.0.0/15", "an address for benchmarks"),
        Of("198.51.100.0/24", "an address for documentation"),
        Of("203.0.113.0/24", "an address for documentation"),
        Of("224.0.0.0/4", "a multicast address"),
        Of("240.0.0.0/4", "a reserved address"),
        Of("::/128", "an unspecified address"),
        Of("::/96", "an IPv4-compatible address"),
        Of("64:ff9b::/96", "a translated IPv4 address"),
        Of("64:ff9b:1::/48", "a translated IPv4 address"),
        Of("100::/64", "a discard address"),
        Of("2001::/32", "a tunnelled IPv4 address"),
        Of("2001:db8::/32", "an address for documentation"),
        Of("2002::/16", "a tunnelled IPv4 address"),
        Of("fd00:ec2::254/128", "a cloud's metadata service"),
        Of("fc00::/7", "a private address"),
        Of("fe80::/10", "a link-local address"),
        Of("fec0::/10", "a site-local address"),
        Of("ff00::/8", "a multicast address"),
    ];

    private readonly ImmutableArray<string> names = [.. allowed.Where(entry => AsRange(entry) is null)];
    private readonly ImmutableArray<IPNetwork> ranges = [.. allowed.Select(AsRange).OfType<IPNetwork>()];

    /// <summary>Why an address may not be called, or null if it may.</summary>
    /// <param name="url">What is called.</param>
    /// <param name="address">What its host turned out to be.</param>
    public string? Refusal(Uri url, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Listed(url, plain)) return null;
        if (IPAddress.IsLoopback(plain))
            return loopback ? null : Refused(url, plain, "a loopback address");
        foreach (var (range, what) in Reserved)
        {
            if (range.Contains(plain)) return Refused(url, plain, what);
        }

        return url.Scheme == Uri.UriSchemeHttps
            ? null
            : $"`{Host(url)}` is called over plain http, which is allowed only to loopback: use https";
    }

    /// <summary>
    /// Why a URL can never be called, whatever its host turns out to be; null if it depends on the address.
    /// </summary>
    public string? Refusal(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return $"`{url}` must be an https URL";
        if (url.UserInfo.Length > 0) return "the URL must not carry a user name or password";
        return IPAddress.TryParse(url.DnsSafeHost, out var address) ? Refusal(url, address) : null;
    }

    /// <summary>Opens a connection to the first address of the host that may be called and answers.</summary>
    /// <exception cref="TargetRefusedException">None of its addresses may be called.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var url = context.InitialRequestMessage.RequestUri!;
        var addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var refusal = default(string);
        var failure = default(SocketException);
        foreach (var address in addresses)
        {
            if (Refusal(url, address) is { } why)
            {
                refusal ??= why;
                continue;
            }

            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                failure = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure ?? (Exception)new TargetRefusedException(refusal ?? $"`{Host(url)}` has no address");
    }

    private bool Listed(Uri url, IPAddress address)
    {
        foreach (var range in ranges)
        {
            if (range.Contains(address)) return true;
        }

        return names.Contains(url.DnsSafeHost, StringComparer.OrdinalIgnoreCase);
    }

    private static string Refused(Uri url, IPAddress address, string what)
    {
        var host = Host(url);
        var which = host == address.ToString() ? $"`{host}` is {what}" : $"`{host}` is {address}, {what}";
        return $"{which}: it is called only if the server's settings list it under `delivery.allowed_targets`";
    }

    private static string Host(Uri url) => url.DnsSafeHost;

    private static IPNetwork? AsRange(string entry)
    {
        if (IPNetwork.TryParse(entry, out var range)) return range;
        if (!IPAddress.TryParse(entry, out var address)) return null;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new IPNetwork(plain, plain.AddressFamily is AddressFamily.InterNetwork ? 32 : 128);
    }

    private static (IPNetwork Range, string What) Of(string range, string what) => (IPNetwork.Parse(range), what);
}

/// <summary>An address may not be called; the message says why and which setting would allow it.</summary>
internal sealed class TargetRefusedException(string message) : Exception(message);
