using System.Text;
using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>Short ways to decode and read in tests.</summary>
internal static class Sends
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    public static Parsed<SendEnvelope> Read(
        string? contentType,
        string query,
        string body,
        Channel channel = Channel.Messenger,
        ApiVersion? version = null) =>
        Read(contentType, query, Encoding.UTF8.GetBytes(body), channel, version);

    public static Parsed<SendEnvelope> Read(
        string? contentType,
        string query,
        byte[] body,
        Channel channel = Channel.Messenger,
        ApiVersion? version = null)
    {
        if (!GraphParameters.Decode(contentType, query, body).Try(out var parameters, out var error))
            return new Parsed<SendEnvelope>.Bad(error);
        using (parameters) return SendReader.Read(parameters, channel, version ?? ApiVersion.Newest);
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
        string message, Channel channel = Channel.Messenger, ApiVersion? version = null) =>
        Read(Json, "", "{\"recipient\":{\"id\":\"123\"},\"message\":" + message + "}", channel, version);

    public static string MessageText(this SendEnvelope envelope) => Encoding.UTF8.GetString(envelope.Message.Span);
}
