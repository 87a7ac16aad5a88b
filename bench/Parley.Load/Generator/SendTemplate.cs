using System.Globalization;
using System.Text;

namespace Parley.Load.Generator;

/// <summary>
/// One send as bytes of HTTP, with two places of fixed width to fill in: the person and a running number.
/// </summary>
internal sealed class SendTemplate
{
    /// <summary>Digits of a person's id in the template.</summary>
    public const int PersonDigits = 15;

    /// <summary>Digits of the number that the text holds, so that a receiver can tell order.</summary>
    public const int NumberDigits = 10;

    private readonly byte[] bytes;
    private readonly int person;
    private readonly int number;

    public SendTemplate(Uri server, string path)
    {
        var id = new string('P', PersonDigits);
        var text = "Your table is booked, number " + new string('N', NumberDigits);
        var body = $$$"""{"recipient":{"id":"{{{id}}}"},"messaging_type":"RESPONSE","message":{"text":"{{{text}}}"}}""";
        bytes = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\n")
            + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n{body}"));
        person = bytes.AsSpan().IndexOf("PPPPP"u8);
        number = bytes.AsSpan().IndexOf("NNNNN"u8);
    }

    /// <summary>A copy to be filled in again and again by one connection.</summary>
    public byte[] Copy() => [.. bytes];

    /// <summary>Writes the two numbers into a copy.</summary>
    public void Fill(byte[] copy, long personId, long running)
    {
        Digits(copy.AsSpan(person, PersonDigits), personId);
        Digits(copy.AsSpan(number, NumberDigits), running);
    }

    private static void Digits(Span<byte> place, long value)
    {
        for (var at = place.Length - 1; at >= 0; at--, value /= 10) place[at] = (byte)('0' + (value % 10));
    }
}
