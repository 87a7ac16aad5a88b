using System.Runtime.CompilerServices;
using System.Text;

namespace Parley.Cli.Client;

/// <summary>Reads a stream of server-sent events; comments and fields other than <c>data</c> are passed over.</summary>
internal static class ServerSentEvents
{
    /// <summary>The data of each event as it comes, until the stream ends.</summary>
    public static async IAsyncEnumerable<string> Read(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var lines = new StreamReader(stream, Encoding.UTF8);
        var data = new StringBuilder();
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0) yield return data.ToString();
                data.Clear();
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                if (data.Length > 0) data.Append('\n');
                data.Append(line.AsSpan(line.AsSpan(5).StartsWith(" ") ? 6 : 5));
            }
        }
    }
}
