using System.Text;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Wire;

namespace Parley.Server.Campaigns;

/// <summary>The message of a campaign, read as the Send API reads one.</summary>
internal static class SponsoredMessage
{
    /// <summary>Reads it.</summary>
    /// <param name="message">The Send API's <c>message</c>: a text, with or without an image.</param>
    /// <param name="edition">The day of the edition in force.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <returns>The send, addressed to nobody yet; null if it cannot be sent.</returns>
    public static SendEnvelope? Read(JsonElement message, LocalDate edition, out GraphError? error)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"recipient":{"id":"1"},"message":{{{message.GetRawText()}}}}""");
        if (!GraphParameters.Decode("application/json", "", body).Try(out var parameters, out error)) return null;
        using (parameters)
        {
            var read = SendReader.Read(parameters, Channel.Messenger, ApiVersion.Newest, edition);
            if (!read.Try(out var envelope, out error)) return null;
            if (envelope.Form is Form.Text or Form.Rich) return envelope;
            error = GraphErrors.Get("content_unsupported");
            return null;
        }
    }

    /// <summary>What the kernel is asked.</summary>
    public static SendRequest RequestOf(SendEnvelope message, string campaign) => message.ToRequest(Author.Bot) with
    {
        Address = Address.Campaign,
        Named = campaign,
    };
}
