using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Parley.Server.Delivery;
using Parley.Server.Hosting;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Media;

namespace Parley.Server.Media;

/// <summary>
/// Fetches the file behind a URL: through the guard of addresses, at each redirect again, in a limited time and size,
/// and never unpacked.
/// </summary>
internal sealed class MediaFetcher : IDisposable
{
    private const int MostRedirects = 5;
    private const int AtOnce = 32;
    private const int ChunkBytes = 64 * 1024;

    private readonly TargetGuard guard;
    private readonly MediaOptions options;
    private readonly Connectivity connectivity;
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly HttpMessageInvoker http;

    public MediaFetcher(TargetGuard guard, MediaOptions options, Connectivity connectivity)
    {
        (this.guard, this.options, this.connectivity) = (guard, options, connectivity);
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            // INVARIANT: nothing is unpacked, so a small answer cannot become a large file.
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = guard.Connect,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            UseCookies = false,
            UseProxy = false,
        });
    }

    /// <summary>Whether a URL is to be fetched at all.</summary>
    public bool Wants(Uri url, bool reusable) => options.Fetch switch
    {
        MediaOptions.Never => false,
        MediaOptions.WhenLoopbackOrReusable => reusable || IsHere(url),
        MediaOptions.WhenOnline => IsHere(url) || IsAddress(url) || !connectivity.WasOffline,
        _ => true,
    };

    /// <summary>Fetches a file.</summary>
    /// <param name="url">Where it is said to be.</param>
    /// <param name="kind">What it is to be shown as.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="into">Where its bytes go; not finished here.</param>
    /// <returns>How it went; never throws but for the disk.</returns>
    /// <exception cref="CommitFailedException">The disk does not take it.</exception>
    public async Task<Fetched> Fetch(Uri url, MediaKind kind, long most, BlobWriter into)
    {
        using var limit = new CancellationTokenSource();
        await places.WaitAsync(CancellationToken.None);
        try
        {
            limit.CancelAfter(kind is MediaKind.Video ? options.VideoTimeout : options.Timeout);
            return await Follow(url, kind, most, into, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return kind is MediaKind.Video
                ? new Fetched.Bad(GraphErrors.Get("attachment_video"))
                : Failed(url, "it did not come in time");
        }
        catch (HttpRequestException error)
        {
            return await OfflineOr(url, error, Failed(url, Poster.Explain(error)));
        }
        catch (IOException error)
        {
            return Failed(url, $"it broke off: {Poster.OneLine(error.Message)}");
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        places.Dispose();
    }

    private async Task<Fetched> Follow(
        Uri first, MediaKind kind, long most, BlobWriter into, CancellationToken cancel)
    {
        var url = first;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (guard.Refusal(url) is { } refusal) return Failed(first, refusal);
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11 };
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
            request.Headers.TryAddWithoutValidation("User-Agent", Poster.UserAgent);
            using var response = await http.SendAsync(request, cancel);
            if (NextOf(response, url) is { } next) url = next;
            else return await Read(first, response, kind, most, into, cancel);
        }

        return Failed(first, $"it was redirected more than {MostRedirects} times");
    }

    private static Uri? NextOf(HttpResponseMessage response, Uri from) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            ? new Uri(from, location)
            : null;

    private static async Task<Fetched> Read(
        Uri url, HttpResponseMessage response, MediaKind kind, long most, BlobWriter into, CancellationToken cancel)
    {
        if (response.StatusCode is not HttpStatusCode.OK)
            return Failed(url, $"it was answered with status {(int)response.StatusCode}");
        var headers = response.Content.Headers;
        if (headers.ContentEncoding.FirstOrDefault(coding => coding != "identity") is { } coding)
            return Failed(url, $"it comes packed as {Poster.OneLine(coding)}, which nobody asked for");
        if (headers.ContentLength > most) return new Fetched.Bad(GraphErrors.Get("attachment_too_large"));

        var declared = headers.TryGetValues("Content-Type", out var types) ? types.FirstOrDefault() : null;
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await body.ReadAsync(chunk, cancel) is > 0 and var read)
            {
                if (into.Length + read > most) return new Fetched.Bad(GraphErrors.Get("attachment_too_large"));
                await into.Write(chunk.AsMemory(0, read), cancel);
                // A page of excuses in place of a film is not read to its end.
                if (into.Head.Length >= FileType.HeadBytes && MediaRules.TypeOf(kind, declared, into.Head) is null)
                    break;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return new Fetched.Done(declared, FileNames.Of(url));
    }

    private async Task<Fetched> OfflineOr(Uri url, HttpRequestException error, Fetched failed)
    {
        if (options.Fetch != MediaOptions.WhenOnline || IsHere(url) || !IsNetworkAtFault(error)) return failed;
        using var limit = new CancellationTokenSource(options.Timeout);
        try
        {
            return await connectivity.IsOffline(limit.Token) ? new Fetched.Offline() : failed;
        }
        catch (OperationCanceledException)
        {
            return new Fetched.Offline();
        }
    }

    private static bool IsNetworkAtFault(HttpRequestException error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                        or SocketError.NoRecovery or SocketError.NetworkDown or SocketError.NetworkUnreachable
                        or SocketError.HostUnreachable
                })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHere(Uri url) => url.IsLoopback;

    private static bool IsAddress(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out _);

    private static Fetched.Bad Failed(Uri url, string why) =>
        new(GraphErrors.Get("attachment_fetch", url.OriginalString, why));
}

/// <summary>How a fetch went. Closed.</summary>
internal abstract record Fetched
{
    private Fetched()
    {
    }

    /// <summary>The bytes came in.</summary>
    /// <param name="Declared">The answer's Content-Type, or null.</param>
    /// <param name="Name">A name for people, or null.</param>
    public sealed record Done(string? Declared, string? Name) : Fetched;

    /// <summary>This machine has no way to the internet.</summary>
    public sealed record Offline : Fetched;

    /// <summary>It cannot be had, in the platform's words.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Bad(GraphError Error) : Fetched;
}
