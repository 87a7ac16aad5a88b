using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>Posts one signed body and says what came of it. Safe to share.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhooks; the user agent as seen in captures. Both signatures
/// are over the exact bytes. Redirects are not followed, cookies and proxies not used, an answer's body is cut.
/// </remarks>
internal sealed class Poster : IDisposable
{
    /// <summary>What the platform's deliveries call themselves; some receivers look for it.</summary>
    public const string UserAgent = "facebookexternalua";

    /// <summary>How much of an answer's body is read at most, in bytes.</summary>
    public const int MostBody = 4096;

    private const int MostQuoted = 200;
    private static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker http;

    public Poster(TargetGuard guard, DeliveryOptions options) => http = new HttpMessageInvoker(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = guard.Connect,
        ConnectTimeout = options.Timeout,
        MaxResponseDrainSize = MostBody,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ResponseDrainTimeout = BodyLimit,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>Posts a webhook.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="signer">Signs with the app's secret.</param>
    /// <param name="body">The bytes that are signed and sent.</param>
    /// <param name="limit">Ends it; its timer is set again for the answer's body.</param>
    /// <returns>A status, or why none came. <see cref="OperationCanceledException"/> is never thrown.</returns>
    public async Task<DeliveryResult> Post(
        Uri url, BodySigner signer, ReadOnlyMemory<byte> body, CancellationTokenSource limit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Version = HttpVersion.Version11,
            Content = new ReadOnlyMemoryContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        AddCommon(request.Headers);
        request.Headers.TryAddWithoutValidation("X-Hub-Signature", signer.Sha1(body.Span));
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signer.Sha256(body.Span));
        return await Exchange(request, limit, status => status != 200);
    }

    /// <summary>Asks a callback something, and reads what it says.</summary>
    public async Task<DeliveryResult> Get(Uri url, CancellationTokenSource limit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11 };
        AddCommon(request.Headers);
        return await Exchange(request, limit, _ => true);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<DeliveryResult> Exchange(
        HttpRequestMessage request, CancellationTokenSource limit, Func<int, bool> listens)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            var latency = Stopwatch.GetElapsedTime(began);
            var status = (int)response.StatusCode;
            var said = listens(status) ? await Read(response.Content, limit) : null;
            return new DeliveryResult(status, null, latency) { Phrase = response.ReasonPhrase, Said = said };
        }
        catch (OperationCanceledException)
        {
            return Failed("no answer in time", began);
        }
        catch (HttpRequestException error)
        {
            return Failed(Explain(error), began);
        }
    }

    private static void AddCommon(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("Accept", "*/*");
        headers.TryAddWithoutValidation("User-Agent", UserAgent);
    }

    private static async Task<string?> Read(HttpContent content, CancellationTokenSource limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBody);
        try
        {
            limit.CancelAfter(BodyLimit);
            await using var stream = await content.ReadAsStreamAsync(limit.Token);
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, MostBody), MostBody, false, limit.Token);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static DeliveryResult Failed(string why, long began) => new(null, why, Stopwatch.GetElapsedTime(began));

    /// <summary>Why no answer came, in a few words.</summary>
    internal static string Explain(HttpRequestException error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case TargetRefusedException refused: return refused.Message;
                case AuthenticationException tls: return $"TLS failed: {OneLine(tls.Message)}";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }: return "connection refused";
                case SocketException { SocketErrorCode: SocketError.ConnectionReset }: return "connection reset";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return "the host has no address";
                case SocketException socket: return OneLine(socket.Message);
            }
        }

        return error.HttpRequestError switch
        {
            HttpRequestError.ResponseEnded => "the connection was closed without an answer",
            HttpRequestError.InvalidResponse => "the answer is not HTTP",
            HttpRequestError.ConfigurationLimitExceeded => "the answer's headers are too long",
            _ => OneLine(error.Message),
        };
    }

    /// <summary>The beginning of a text, without line breaks and control characters.</summary>
    internal static string OneLine(string text)
    {
        var cut = text.Length > MostQuoted ? string.Concat(text.AsSpan(0, MostQuoted), "…") : text;
        return string.Create(cut.Length, cut, static (space, from) =>
        {
            for (var i = 0; i < from.Length; i++) space[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }
}
