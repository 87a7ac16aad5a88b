using System.Text;
using NodaTime.Text;
using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>Short ways to decode and read in tests.</summary>
internal static class Sends
{
    /// <summary>The edition in force today.</summary>
    public const string Today = "2026-09-28";

    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    public static Parsed<SendEnvelope> Read(
        string? contentType,
        string query,
        string body,
        Channel channel = Channel.Messenger,
        ApiVersion? version = null,
        string edition = Today) =>
        Read(contentType, query, Encoding.UTF8.GetBytes(body), channel, version, edition);

    public static Parsed<SendEnvelope> Read(
        string? contentType,
        string query,
        byte[] body,
        Channel channel = Channel.Messenger,
        ApiVersion? version = null,
        string edition = Today)
    {
        if (!GraphParameters.Decode(contentType, query, body).Try(out var parameters, out var error))
            return new Parsed<SendEnvelope>.Bad(error);
        var day = LocalDatePattern.Iso.Parse(edition).Value;
        using (parameters) return SendReader.Read(parameters, channel, version ?? ApiVersion.Newest, day);
    }

    public static SendEnvelope Ok(this Parsed<SendEnvelope> parsed)
    {
        Assert.True(parsed.Try(out var envelope, out var error), error?.Message);
        return envelope!;
    }

    public static GraphError Bad(this Parsed<SendEnvelope> parsed) =>
        Assert.IsType<Parsed<SendEnvelope>.Bad>(parsed).Error;

    /// <summary>Reads a message to a person, given the text of <c>message</c>.</summary>
    public static Parsed<SendEnvelope> Message(
        string message,
        Channel channel = Channel.Messenger,
        ApiVersion? version = null,
        string edition = Today) =>
        Read(Json, "", "{\"recipient\":{\"id\":\"123\"},\"message\":" + message + "}", channel, version, edition);

    public static string MessageText(this SendEnvelope envelope) => Encoding.UTF8.GetString(envelope.Message.Span);
}
