using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Wire.Content;
using Parley.Wire.Sends;

namespace Parley.Wire.Tests;

/// <summary>What holds of the rules of all templates.</summary>
public sealed class TemplateRuleTests
{
    // Names, numbers and places of a receipt or a ticket, and what only the app reads: nobody advertises in them.
    private static readonly string[] Unread =
    [
        "aircraft_type", "airport_code", "attachment_id", "city", "connection_id", "flight_number", "gate", "name",
        "order_number", "passenger_id", "passenger_name", "payload", "payment_method", "pnr_number", "postal_code",
        "qr_code", "recipient_name", "seat", "seat_type", "segment_id", "state", "street_1", "street_2", "terminal",
        "ticket_number",
    ];

    public static TheoryData<string> Names() => [.. TemplateReader.Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_people_read_of_a_template_is_looked_at(string name)
    {
        var written = new Dictionary<string, string>();
        var payload = Full(TemplateReader.Kinds.Single(kind => kind.Name == name).Shape, written);
        payload["template_type"] = name;
        var message = new JsonObject
        {
            ["attachment"] = new JsonObject { ["type"] = "template", ["payload"] = payload },
        };
        var fields = new MessageFields();
        fields.Read(JsonElement.Parse(message.ToJsonString()));
        var read = fields.Fields.Select(field => field.Text).ToHashSet();
        Assert.Empty(written.Where(one => !read.Contains(one.Key)).Select(one => one.Value).Except(Unread));
        Assert.Equal(name, fields.TemplateType);
    }

    [Fact]
    public void Every_template_names_its_page() => Assert.All(TemplateReader.Kinds, kind =>
        Assert.StartsWith("Messenger Platform, ", kind.Source, StringComparison.Ordinal));

    // Every member there is, every text a word of its own.
    private static JsonObject Full(Shape shape, Dictionary<string, string> written)
    {
        var made = new JsonObject();
        foreach (var member in shape.Members) made[member.Name] = Any(member.Rule, member.Name, written);
        return made;
    }

    private static JsonNode? Any(Rule rule, string name, Dictionary<string, string> written)
    {
        switch (rule)
        {
            case Shape shape: return Full(shape, written);
            case ListRule list: return new JsonArray(Any(list.Item, name, written));
            case VariantRule variants: return Full(variants.Variants[0].Shape, written);
            case PatternRule or UrlRule: return "x";
            case TextRule:
                var word = $"word{written.Count}";
                written[word] = name;
                return word;
            default: return null;
        }
    }
}
