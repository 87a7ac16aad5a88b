using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Wire;

namespace Parley.Cli.Client;

/// <summary>A running server's HTTP surface, as any other program would use it. Holds no rule.</summary>
internal sealed class ParleyApi : IDisposable
{
    private const string Prefix = "/_parley/v1/";

    private readonly HttpClient http;

    private ParleyApi(HttpClient http) => this.http = http;

    /// <summary>Where the server is, without a slash at the end.</summary>
    public string Origin => http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>A client of the server at <paramref name="url"/>; nothing is sent yet.</summary>
    /// <param name="url">Where the server is.</param>
    /// <param name="key">The operator key, or null.</param>
    /// <param name="language">The language its sentences are wanted in, ISO 639-1.</param>
    /// <param name="shown">
    /// The one certificate an https server may show, in place of those the machine trusts; or null.
    /// </param>
    /// <exception cref="CliException">The URL is none.</exception>
    public static ParleyApi Connect(
        string url, string? key, string language = Phrases.Default, X509Certificate2? shown = null)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw CliException.Usage($"`--url` is `{url}`: expected something like http://127.0.0.1:5280");
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        if (shown is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback =
                (_, offered, _, _) => offered is not null && offered.GetRawCertData().SequenceEqual(shown.RawData);
        }

        var http = new HttpClient(handler)
        {
            BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (key is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return new ParleyApi(http);
    }

    /// <summary>GET of Parley's own API; <paramref name="path"/> begins after <c>/_parley/v1/</c>.</summary>
    public Task<ApiAnswer> Get(string path, CancellationToken cancel) =>
        Call(new HttpRequestMessage(HttpMethod.Get, Prefix + path), cancel);

    /// <summary>POST of Parley's own API.</summary>
    public Task<ApiAnswer> Post(string path, JsonNode body, CancellationToken cancel) =>
        Call(new HttpRequestMessage(HttpMethod.Post, Prefix + path) { Content = Json(body) }, cancel);

    /// <summary>POST of Parley's own API with a body that is JSON already.</summary>
    public Task<ApiAnswer> Post(string path, byte[] json, CancellationToken cancel) =>
        Call(new HttpRequestMessage(HttpMethod.Post, Prefix + path) { Content = Json(json) }, cancel);

    /// <summary>PUT of Parley's own API.</summary>
    public Task<ApiAnswer> Put(string path, JsonNode body, CancellationToken cancel) =>
        Call(new HttpRequestMessage(HttpMethod.Put, Prefix + path) { Content = Json(body) }, cancel);

    /// <summary>PATCH of Parley's own API.</summary>
    public Task<ApiAnswer> Patch(string path, JsonNode body, CancellationToken cancel) =>
        Call(new HttpRequestMessage(HttpMethod.Patch, Prefix + path) { Content = Json(body) }, cancel);

    /// <summary>POST of the Graph API with an access token.</summary>
    public Task<ApiAnswer> Graph(string path, JsonNode body, string token, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/" + path) { Content = Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Call(request, cancel);
    }

    /// <summary>Any call of the Graph API without a body.</summary>
    public Task<ApiAnswer> Graph(HttpMethod method, string path, string token, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Call(request, cancel);
    }

    /// <summary>Opens a stream of server-sent events.</summary>
    public async Task<HttpResponseMessage> Stream(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Prefix + path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await Reach(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.IsSuccessStatusCode) return response;
        using (response) throw (await Read(response, cancel)).Fault();
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<ApiAnswer> Call(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            using var response = await Reach(request, HttpCompletionOption.ResponseContentRead, cancel);
            return await Read(response, cancel);
        }
    }

    private async Task<HttpResponseMessage> Reach(
        HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancel)
    {
        try
        {
            return await http.SendAsync(request, completion, cancel);
        }
        catch (HttpRequestException fault)
        {
            throw new CliException(
                ExitCode.Unreachable,
                $"cannot reach a server at {Origin}: {fault.Message.TrimEnd('.')}. "
                + "Is `parley serve` running? Another address: --url or PARLEY_URL",
                fault);
        }
    }

    private static async Task<ApiAnswer> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        var status = (int)response.StatusCode;
        if (bytes.Length == 0) return new ApiAnswer(status, bytes, default);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return new ApiAnswer(status, bytes, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new ApiAnswer(status, bytes, default);
        }
    }

    private static ByteArrayContent Json(JsonNode body) => Json(Encoding.UTF8.GetBytes(body.ToJsonString()));

    private static ByteArrayContent Json(byte[] json)
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
