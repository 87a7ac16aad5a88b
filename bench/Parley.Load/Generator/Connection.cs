using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Load.Generator;

/// <summary>
/// One keep-alive connection with one request in flight: no HTTP client, so that the generator stays cheap.
/// </summary>
internal sealed class Connection(Uri server, SendTemplate template, IPeople people, ulong seed) : IDisposable
{
    private readonly Socket socket =
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] request = template.Copy();
    private readonly byte[] response = new byte[16 * 1024];
    private ulong dice = seed;

    /// <summary>Microseconds from the first byte sent to the last byte of the answer, one per request.</summary>
    public List<int> Latencies { get; } = new(100_000);

    /// <summary>Answers with status 200.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Other answers.</summary>
    public long Refused { get; private set; }

    /// <summary>The first answer that was not 200, for a person.</summary>
    public string? FirstRefusal { get; private set; }

    public Task Open() => socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);

    /// <summary>
    /// Sends one request after another until the time is up; the last one is answered before it returns.
    /// </summary>
    public async Task SendUntil(long deadline)
    {
        while (Stopwatch.GetTimestamp() < deadline)
        {
            if (people.Next(ref dice) is not var (person, number)) return;
            template.Fill(request, person, number);
            var begun = Stopwatch.GetTimestamp();
            for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request.AsMemory(sent));
            var length = await Receive();
            Latencies.Add((int)Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
            Count(length);
        }
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<int> Receive()
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(response.AsMemory(length));
            if (read == 0) throw new IOException("The server closed the connection.");
            length += read;
            if (HttpAnswer.IsWhole(response.AsSpan(0, length))) return length;
        }
    }

    private void Count(int length)
    {
        if (HttpAnswer.IsOk(response)) Acknowledged++;
        else
        {
            Refused++;
            FirstRefusal ??= Encoding.UTF8.GetString(response, 0, length);
        }
    }
}
