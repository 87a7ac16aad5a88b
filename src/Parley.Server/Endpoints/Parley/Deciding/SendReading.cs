using System.Text;
using Parley.Policy;
using Parley.Server.Endpoints.Graph;
using Parley.Server.World;
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

    /// <summary>The thread of whom it is addressed to; nobody's if that cannot be read.</summary>
    public ThreadKey Thread { get; private init; }

    /// <summary>
    /// Reads a question's body for the channel of its recipient, as the newest version of the API does.
    /// </summary>
    public static SendReading Of(Question question, Addressees addressees, SendingPages pages)
    {
        var body = Encoding.UTF8.GetBytes(question.Input.Request.GetRawText());
        if (!GraphParameters.Decode("application/json", "", body).Try(out var parameters, out var error))
            return new SendReading(null) { Error = error, Thread = new ThreadKey(question.Page, default) };
        var found = addressees.Find(question.Page, SendReader.RecipientOf(parameters));
        var (thread, channel) = (found.Thread, found.Channel ?? question.ChannelOf(found.Thread));
        var page = pages.Find(question.Page, question.App);
        var parsed = SendReader.Read(parameters, channel, ApiVersion.Newest, question.Edition.Day, page);
        return parsed.Try(out var envelope, out error)
            ? new SendReading(parameters)
            {
                Envelope = envelope with { Recipient = found.Recipient },
                Channel = channel,
                Thread = thread,
            }
            : new SendReading(parameters) { Error = error, Channel = channel, Thread = thread };
    }

    /// <inheritdoc/>
    public void Dispose() => parameters?.Dispose();
}
