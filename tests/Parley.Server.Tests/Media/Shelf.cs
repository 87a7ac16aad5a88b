using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Server.Tests.Media;

/// <summary>
/// Somebody's file server on a free loopback port, spoken to by socket: it can lie about lengths, never end, send on.
/// </summary>
internal sealed class Shelf : IAsyncDisposable
{
    public static readonly byte[] Png = Convert.FromHexString(
        "89504E470D0A1A0A0000000D4948445200000140000000F0080600000000000000");

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;

    public Shelf()
    {
        listener.Start();
        serving = Serve();
    }

    /// <summary>Its address without a slash at its end.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>What is answered at a path: everything from the status line on.</summary>
    public ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> Pages { get; } = new();

    /// <summary>The requests that came in, headers included.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Puts a file under a path.</summary>
    public string Put(string path, byte[] bytes, string? type, string more = "", long? length = null)
    {
        var head = $"HTTP/1.1 200 OK\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}{more}"
            + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length ?? bytes.Length}\r\n\r\n");
        return On(path, async (stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancel);
            await stream.WriteAsync(bytes, cancel);
        });
    }

    /// <summary>Answers whatever is written.</summary>
    public string Say(string path, string raw) =>
        On(path, (stream, cancel) => stream.WriteAsync(Encoding.ASCII.GetBytes(raw), cancel).AsTask());

    /// <summary>Sends on.</summary>
    public string Redirect(string path, string to, int status = 302) =>
        Say(path, $"HTTP/1.1 {status} Elsewhere\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");

    /// <summary>Never comes to an end.</summary>
    /// <param name="path">Where.</param>
    /// <param name="type">What it says it is.</param>
    /// <param name="pause">How long it rests between two pieces.</param>
    public string Flood(string path, string type, TimeSpan pause) => On(path, async (stream, cancel) =>
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\n\r\n"), cancel);
        var piece = new byte[64 * 1024];
        while (true)
        {
            await stream.WriteAsync(piece, cancel);
            if (pause > TimeSpan.Zero) await Task.Delay(pause, cancel);
        }
    });

    public string On(string path, Func<Stream, CancellationToken, Task> answer)
    {
        Pages[path] = answer;
        return Url + path;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await serving;
        listener.Dispose();
        closing.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true) _ = Answer(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private async Task Answer(TcpClient client)
    {
        using var held = client;
        try
        {
            var stream = client.GetStream();
            var request = await Head(stream);
            Asked.Enqueue(request);
            var path = request.Split(' ')[1].Split('?')[0];
            await Pages.GetValueOrDefault(path, Missing)(stream, closing.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            // The other side had enough.
        }
    }

    private static Task Missing(Stream stream, CancellationToken cancel) => stream.WriteAsync(
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancel).AsTask();

    private async Task<string> Head(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(one, closing.Token) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }
}
