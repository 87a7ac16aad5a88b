using System.Text;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary>A Send API body read as the Send API reads it.</summary>
internal sealed class SendReading : IDisposable
{
    private readonly GraphParameters? parameters;

    private SendReading(GraphParameters? parameters) => this.parameters = parameters;

    /// <summary>The send, or null if it cannot be read.</summary>
    public SendEnvelope? Envelope { get; private init; }

    /// <summary>Why it cannot be read, else null.</summary>
    public GraphError? Error { get; private init; }

    /// <summary>The channel it is read for.</summary>
    public Channel Channel { get; private init; }

    /// <summary>Whom it is addressed to; nobody's id if that cannot be read.</summary>
    public Psid Recipient { get; private init; }

    /// <summary>Reads a body for the channel of its recipient, as the newest version of the API does.</summary>
    public static SendReading Of(JsonElement request, Func<Psid, Channel> channelOf)
    {
        var recipient = RecipientOf(request);
        var channel = channelOf(recipient);
        var body = Encoding.UTF8.GetBytes(request.GetRawText());
        if (!GraphParameters.Decode("application/json", "", body).Try(out var parameters, out var error))
            return new SendReading(null) { Error = error, Channel = channel, Recipient = recipient };
        if (!SendReader.Read(parameters, channel, ApiVersion.Newest).Try(out var envelope, out error))
            return new SendReading(parameters) { Error = error, Channel = channel, Recipient = recipient };
        return new SendReading(parameters) { Envelope = envelope, Channel = channel, Recipient = envelope.Recipient };
    }

    /// <inheritdoc/>
    public void Dispose() => parameters?.Dispose();

    private static Psid RecipientOf(JsonElement request) =>
        request.TryGetProperty("recipient", out var recipient)
        && recipient.ValueKind is JsonValueKind.Object
        && recipient.TryGetProperty("id", out var id)
        && Fields.ReadId(id) is { } psid
            ? new Psid(psid)
            : default;
}
