using System.Net;
using System.Net.Sockets;

namespace Parley.Server.Media;

/// <summary>
/// Whether this machine can look up names of the internet at all: one dead name is the sender's fault, all of them
/// dead is nobody's.
/// </summary>
/// <param name="knows">Looks up a name that always exists; answers whether it was found.</param>
/// <param name="time">For how long an answer holds.</param>
internal sealed class Connectivity(Func<CancellationToken, Task<bool>> knows, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private long? offlineSince;

    /// <param name="time">For how long an answer holds.</param>
    public Connectivity(TimeProvider time)
        : this(LookUp, time)
    {
    }

    /// <summary>
    /// Whether it was found to be offline a short while ago, so that asking again is not worth the wait.
    /// </summary>
    public bool WasOffline => offlineSince is { } since && time.GetElapsedTime(since) < Remembered;

    /// <summary>Finds out; costs one look-up unless it was asked a short while ago.</summary>
    public async Task<bool> IsOffline(CancellationToken cancel)
    {
        if (WasOffline) return true;
        var offline = !await knows(cancel);
        offlineSince = offline ? time.GetTimestamp() : null;
        return offline;
    }

    // Reserved for documentation by RFC 2606 and served for ever by IANA.
    private static async Task<bool> LookUp(CancellationToken cancel)
    {
        try
        {
            return (await Dns.GetHostAddressesAsync("example.com", cancel)).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
