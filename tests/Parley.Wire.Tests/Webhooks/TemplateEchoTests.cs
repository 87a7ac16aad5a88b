using System.Buffers;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Webhooks;

namespace Parley.Wire.Tests.Webhooks;

/// <summary>
/// From the bytes of a send to the bytes of its echo, for every template: a difference breaks somebody's bot.
/// </summary>
public sealed class TemplateEchoTests
{
    private const long Page = 100000000000001;
    private const long At = 1767225600123;

    public static TheoryData<string> Tables() =>
    [
        "generic", "button", "media", "receipt", "product", "coupon", "image-grid", "list", "open-graph",
        "airline-itinerary", "airline-checkin", "airline-boardingpass", "airline-update", "quick-replies", "sticker",
    ];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_send_comes_back_as_it_was_kept(string table)
    {
        using var kept = JsonDocument.Parse(FieldTable.Read(table + ".txt").Kept());
        Golden.Check($"webhook-page-echo-of-{table}.json", Echo(kept.RootElement));
    }

    [Theory]
    [InlineData("words", """{"title":"Hello Ann","text":"Order 7 is ready."}""")]
    [InlineData("buttons", """{"text":"Ready.","buttons":[{"type":"postback","title":"Track","payload":"T"}]}""")]
    [InlineData("unknown", null)]
    public void An_utility_template_comes_back_as_people_see_it(string name, string? shown)
    {
        var rest = shown is null ? "" : $",\"shown\":{shown}";
        using var kept = JsonDocument.Parse(
            $$$"""{"template":{"name":"order","language":{"code":"en"}{{{rest}}}}}""");
        Golden.Check($"webhook-page-echo-of-utility-{name}.json", Echo(kept.RootElement));
    }

    private static ReadOnlySpan<byte> Echo(JsonElement message)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new WebhookWriter(MetaEncoder.WithExtras);
        writer.Write(output, new WebhookEnvelope(
            Channel.Messenger,
            Page,
            new Psid(7000000000000001),
            At,
            At + 377,
            new WebhookEvent.Echo("m_3", 500000000000005, message, null)));
        return output.WrittenSpan;
    }
}
