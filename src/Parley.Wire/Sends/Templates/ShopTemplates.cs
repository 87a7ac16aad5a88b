using static Parley.Wire.Sends.Make;
using static Parley.Wire.Sends.Member;

namespace Parley.Wire.Sends;

/// <summary>Receipts, products and coupons.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Receipt template", "Product template" and "Coupon template".
/// </remarks>
internal static class ShopTemplates
{
    private const int MostReceiptElements = 100;
    private const int MostAdjustments = 100;
    private const int MostProducts = 10;
    private const int MostTitleCharacters = 80;
    private const int MostLinkTitleCharacters = 80;

    /// <summary>What was bought, paid and shipped.</summary>
    public static readonly TemplateKind Receipt = new(
        "receipt",
        new Shape(
            May("sharable", Flag),
            Must("recipient_name", Any),
            May("merchant_name", Any),
            Must("order_number", Any),
            Must("currency", Currency),
            Must("payment_method", Any),
            May("timestamp", Seconds),
            May("order_url", Url),
            May("elements", List(
                1,
                MostReceiptElements,
                Must("title", Any),
                May("subtitle", Any),
                May("quantity", new IntegerRule(0)),
                Must("price", Amount),
                May("currency", Currency),
                May("image_url", Url))),
            May("address", Make.Object(
                Must("street_1", Any),
                May("street_2", Any),
                Must("city", Any),
                Must("postal_code", Any),
                Must("state", Any),
                Must("country", Country))),
            Must("summary", Make.Object(
                May("subtotal", Amount),
                May("shipping_cost", Amount),
                May("total_tax", Amount),
                Must("total_cost", Amount))),
            May("adjustments", List(1, MostAdjustments, Must("name", Any), Must("amount", Amount))))
        {
            Check = NoteOrder,
        },
        "Messenger Platform, Receipt template");

    /// <summary>Up to ten products of the page's catalogue.</summary>
    public static readonly TemplateKind Product = new(
        "product",
        new Shape(
            May("sharable", Flag),
            Must("elements", new ListRule(1, MostProducts, new Shape(Must("id", Id)) { Check = Sold }))),
        "Messenger Platform, Product template")
    {
        BeganWith = new ApiVersion(8, 0),
        OnInstagram = true,
    };

    /// <summary>A code, an address, or both.</summary>
    public static readonly TemplateKind Coupon = new(
        "coupon",
        new Shape(
            Must("title", Text(MostTitleCharacters)),
            May("subtitle", Text(MostTitleCharacters)),
            May("coupon_code", new PatternRule(
                Wide, "a code without blanks", code => !code.Any(char.IsWhiteSpace))),
            May("coupon_url", Url),
            May("coupon_url_button_title", Text(MostLinkTitleCharacters)),
            May("coupon_pre_message", Any),
            May("image_url", Url),
            May("payload", Payload))
        {
            Check = CodeOrAddress,
        },
        "Messenger Platform, Coupon template");

    private static GraphError? NoteOrder(Reading reading, ReadOnlySpan<Param> found)
    {
        found[3].TryText("", out var number, out _);
        reading.OrderNumber = number;
        return null;
    }

    private static GraphError? Sold(Reading reading, ReadOnlySpan<Param> found) =>
        reading.Dialect.Page is not { } page || (found[0].TryText("", out var id, out _) && page.Sells(id))
            ? null
            : GraphErrors.Get("product_unknown");

    private static GraphError? CodeOrAddress(Reading reading, ReadOnlySpan<Param> found) =>
        found[2].IsAbsent && found[3].IsAbsent ? reading.FaultIn("coupon_code", "param_required") : null;
}
