using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>A button of one of a few types.</summary>
/// <param name="types">The types.</param>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Buttons"; Instagram messaging "Button template", which has two
/// of them and no webview.
/// </remarks>
internal sealed class ButtonRule(params Variant[] types) : VariantRule(types)
{
    /// <inheritdoc/>
    protected override GraphError? Refusal(Reading reading, Variant variant) =>
        !variant.OnInstagram && reading.Dialect.Channel is Channel.Instagram
            ? GraphErrors.Get("content_unsupported")
            : null;

    // What a template once took, nobody asks of a message that was sent.
    /// <inheritdoc/>
    protected override GraphError? Unknown(Reading reading, string type) =>
        !Buttons.IsKnown(type) ? base.Unknown(reading, type)
        : reading.Dialect.Past ? null
        : reading.Dialect.Channel is Channel.Instagram ? GraphErrors.Get("content_unsupported")
        : base.Unknown(reading, type);
}
