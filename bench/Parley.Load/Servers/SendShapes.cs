using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Parley.Load.Servers;

/// <summary>The send as a developer's stand-in would read it.</summary>
internal sealed record Send(Recipient Recipient, string? MessagingType, SentMessage Message);

internal sealed record Recipient(string Id);

internal sealed record SentMessage(string? Text);

/// <summary>The answer to a send.</summary>
internal sealed record Answer(string RecipientId, string MessageId)
{
    private static long last = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>An answer with an id of the length the platform's have.</summary>
    public static Answer To(Send send) => new(send.Recipient.Id, $"m_{Interlocked.Increment(ref last):D86}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Send))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class SendJson : JsonSerializerContext;
