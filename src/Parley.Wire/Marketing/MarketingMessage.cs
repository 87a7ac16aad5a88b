using System.Globalization;
using System.Text.Json;
using Parley.Wire.Sends;

namespace Parley.Wire.Marketing;

/// <summary>What a call of <c>act_…/messages</c> asks for: a paid marketing message to one subscriber.</summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing Messages on Messenger, "Send messages" and its API reference.
/// </remarks>
/// <param name="Campaign">The message campaign that pays.</param>
/// <param name="Token">Whose subscription it goes to.</param>
/// <param name="Gap">How many seconds must have passed since the thread was last used; 0 = none.</param>
/// <param name="Message">The <c>message</c> as JSON; owned by the request's parameters.</param>
public sealed record MarketingMessage(long Campaign, string Token, long Gap, JsonElement Message)
{
    /// <summary>The most characters of a plain text.</summary>
    public const int MostText = 640;

    private const int MostToken = 300;
    private const string DeliveryData = "messenger_delivery_data";

    private static readonly string[] DeliveryMembers = ["subscription_token"];

    /// <summary>Reads the parameters of a call. Whether campaign and token exist is not said here.</summary>
    public static Parsed<MarketingMessage> Read(GraphParameters parameters) =>
        Read(parameters, out var message) is { } error
            ? new Parsed<MarketingMessage>.Bad(error)
            : new Parsed<MarketingMessage>.Ok(message!);

    private static GraphError? Read(GraphParameters parameters, out MarketingMessage? read)
    {
        read = null;
        if (ReadCampaign(parameters["message_id"], out var campaign) is { } noCampaign) return noCampaign;
        if (ReadToken(parameters[DeliveryData], out var token) is { } noToken) return noToken;
        if (parameters["message"].IsAbsent) return GraphErrors.Get("param_required", "message");
        if (!parameters["message"].TryObject("message", out var message, out var error)) return error;
        if (message.TryGetProperty("text", out var text)
            && text.ValueKind is JsonValueKind.String
            && Fields.Short(text.GetString()!, "message[text]", MostText) is { } tooLong) return tooLong;
        if (ReadGap(parameters["min_conversation_gap_seconds"], out var gap) is { } noGap) return noGap;
        read = new MarketingMessage(campaign, token!, gap, message);
        return null;
    }

    private static GraphError? ReadCampaign(Param given, out long campaign)
    {
        campaign = 0;
        if (given.IsAbsent) return GraphErrors.Get("param_required", "message_id");
        return given.TryText("message_id", out var text, out _)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out campaign)
                ? null
                : GraphErrors.Get("param_id", "message_id");
    }

    private static GraphError? ReadToken(Param given, out string? token)
    {
        token = null;
        if (given.IsAbsent) return GraphErrors.Get("param_required", DeliveryData);
        if (!given.TryObject(DeliveryData, out var members, out var error)) return error;
        Span<Param> found = [default];
        if (Members.Collect(members, DeliveryData, DeliveryMembers, found) is { } unknown) return unknown;
        return Fields.Required(found[0], $"{DeliveryData}[subscription_token]", MostToken, out token);
    }

    private static GraphError? ReadGap(Param given, out long gap)
    {
        gap = 0;
        if (given.IsAbsent) return null;
        if (!given.TryInteger("min_conversation_gap_seconds", out gap, out var error)) return error;
        return gap > 0 ? null : GraphErrors.Get("param_type", "min_conversation_gap_seconds", "a positive integer");
    }
}
