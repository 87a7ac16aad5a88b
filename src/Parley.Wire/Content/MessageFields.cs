using System.Globalization;
using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>What kind of place a text stands in.</summary>
internal enum FieldKind : byte
{
    /// <summary>Text the person reads: the message, a title, a subtitle.</summary>
    Text = 0,

    /// <summary>The title of a button.</summary>
    Button = 1,

    /// <summary>The title of a quick reply.</summary>
    QuickReply = 2,

    /// <summary>A link.</summary>
    Link = 3,
}

/// <summary>One text of a message and where it stands.</summary>
internal readonly record struct MessageField(string Text, FieldKind Kind, int Place);

/// <summary>
/// Collects what a person sees of a <c>message</c>, whatever the template: members are known by their names, so a
/// template that gains a list still has its texts read. Reused from message to message.
/// </summary>
internal sealed class MessageFields
{
    private readonly List<(int Above, string? Name, int Index)> places = [];
    private readonly List<MessageField> fields = [];

    /// <summary>The fields in the order of the message.</summary>
    public List<MessageField> Fields => fields;

    /// <summary>The template's type, or null.</summary>
    public string? TemplateType { get; private set; }

    /// <summary>Reads a message; what was read before is gone.</summary>
    public void Read(JsonElement message)
    {
        places.Clear();
        fields.Clear();
        TemplateType = null;
        places.Add((-1, "message", 0));
        if (message.ValueKind is JsonValueKind.Object) ReadObject(message, 0, FieldKind.Text);
    }

    /// <summary>A place as errors spell it: <c>message[attachment][payload][title]</c>.</summary>
    public string PathOf(int place)
    {
        var (above, name, index) = places[place];
        return above < 0 ? name! : $"{PathOf(above)}[{name ?? index.ToString(CultureInfo.InvariantCulture)}]";
    }

    private void ReadObject(JsonElement element, int place, FieldKind kind)
    {
        foreach (var member in element.EnumerateObject())
        {
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    ReadObject(member.Value, Under(place, member.Name), KindUnder(member.Name, kind));
                    break;
                case JsonValueKind.Array:
                    ReadArray(member.Value, Under(place, member.Name), KindUnder(member.Name, kind));
                    break;
                case JsonValueKind.String:
                    ReadString(member, place, kind);
                    break;
            }
        }
    }

    private void ReadArray(JsonElement element, int place, FieldKind kind)
    {
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            places.Add((place, null, index++));
            var here = places.Count - 1;
            if (item.ValueKind is JsonValueKind.Object) ReadObject(item, here, kind);
            else if (item.ValueKind is JsonValueKind.Array) ReadArray(item, here, kind);
        }
    }

    private void ReadString(JsonProperty member, int place, FieldKind kind)
    {
        if (member.NameEquals("text"u8)) Add("text", TextOf(member.Value), kind, place);
        else if (IsOneOf(member, ["title", "subtitle", "label", "value", "intro_message", "coupon_pre_message"]))
            Add(member.Name, TextOf(member.Value), kind, place);
        else if (IsOneOf(member, ["button_title", "coupon_url_button_title", "notification_messages_cta_text"]))
            Add(member.Name, TextOf(member.Value), FieldKind.Button, place);
        else if (IsOneOf(member, ["placeholder", "score_label", "product_info", "merchant_name"]))
            Add(member.Name, TextOf(member.Value), kind, place);
        else if (IsOneOf(member, ["url", "fallback_url", "coupon_url", "order_url", "checkin_url"]))
            Add(member.Name, TextOf(member.Value), FieldKind.Link, place);
        else if (member.NameEquals("template_type"u8)) TemplateType = TextOf(member.Value);
    }

    private void Add(string name, string text, FieldKind kind, int place)
    {
        if (text.Length > 0) fields.Add(new MessageField(text, kind, Under(place, name)));
    }

    /// <summary>The string, or as it is written where an escape names half a character.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private int Under(int place, string name)
    {
        places.Add((place, name, 0));
        return places.Count - 1;
    }

    private static FieldKind KindUnder(string name, FieldKind kind) => name switch
    {
        "buttons" or "default_action" => FieldKind.Button,
        "quick_replies" => FieldKind.QuickReply,
        _ => kind,
    };

    private static bool IsOneOf(JsonProperty member, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (member.NameEquals(name)) return true;
        }

        return false;
    }
}
