using System.Text;
using System.Text.Json;
using CsCheck;
using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>Whatever bytes arrive, reading gives a send or an error of the platform, and never throws.</summary>
public sealed class FuzzTests
{
    private static readonly string[] ContentTypes =
        ["application/json", Sends.Form, "multipart/form-data; boundary=b", "text/plain", "", "multipart/form-data"];

    private static readonly string[] Seeds =
    [
        .. TextTable.Read("messages-refused.txt").Concat(TextTable.Read("messages-accepted.txt"))
            .Select(row => $$"""{"recipient":{"id":"1"},"message":{{TextTable.Spelled(row.Data.Item1)}}}"""),
        .. TextTable.Read("requests-refused.txt").Select(row => row.Data.Item1),
        "recipient[id]=1&message[text]=hi&message[quick_replies][][title]=x&message[quick_replies][][payload]=",
        "--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n{'text':'a'}\r\n--b--\r\n",
        """{"recipient":{"id":1},"sender_action":"react","payload":"{\"message_id\":\"m\",\"reaction\":\"\ud83d\"}"}""",
    ];

    private static readonly byte[][] Splinters =
    [
        [0xff], [0xc3, 0x28], [0],
        .. new[]
        {
            "\\ud83d", "\\u0000", "{", "}", "[[", "]", "\"", "'", "\\", ",", ":", "%", "&", "=null&", "[]", "null",
            "\r\n--b", "1e999", "-0", "true", "\n", "[999999999]", "message", "{\"id\":",
            "\u2028", "//", "999999999999999999999",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly Gen<byte[]> Mutated = Gen.Select(
        OneOf(Seeds),
        Gen.Select(Gen.Int[0, 400], OneOf(Splinters), Gen.Int[0, 12]).Array[0, 6],
        (seed, cuts) => cuts.Aggregate(Encoding.UTF8.GetBytes(seed), (bytes, cut) =>
        {
            var at = Math.Min(cut.Item1, bytes.Length);
            return [.. bytes[..at], .. cut.Item2, .. bytes[Math.Min(bytes.Length, at + cut.Item3)..]];
        }));

    [Fact]
    public void Mutated_requests_are_read_or_refused() => Gen.Select(
            OneOf(ContentTypes), Mutated, Mutated, Gen.Bool, OneOf(Enum.GetValues<Channel>()))
        .Sample(
            (contentType, body, query, inQuery, channel) =>
            {
                var parsed = Sends.Read(contentType, inQuery ? Encoding.UTF8.GetString(query) : "", body, channel);
                return parsed.Try(out var envelope, out var error)
                    ? envelope.Kind is not SendKind.Message || Sound(envelope.Message)
                    : error is { Status: 400 or 403, Code: 100 or 12 or 230 };
            },
            iter: 20_000);

    [Fact]
    public void Random_bytes_are_read_or_refused() => Gen.Select(OneOf(ContentTypes), Gen.Byte.Array[0, 200])
        .Sample((contentType, body) =>
            Sends.Read(contentType, "", body).Try(out _, out var error) || error is { Code: 100 });

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    /// <summary>What is kept is JSON whose strings can all be read.</summary>
    private static bool Sound(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        return document.RootElement.EnumerateObject().All(member =>
            member.Value.ValueKind is not JsonValueKind.String || member.Value.GetString() is not null);
    }
}
