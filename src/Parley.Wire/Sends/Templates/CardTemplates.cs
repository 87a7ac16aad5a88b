using static Parley.Wire.Sends.Make;
using static Parley.Wire.Sends.Member;

namespace Parley.Wire.Sends;

/// <summary>Cards and buttons: the templates of every day.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Generic template" and "Button template", Instagram messaging
/// pages of the same names.
/// </remarks>
internal static class CardTemplates
{
    private const int MostElements = 10;
    private const int MostTitleCharacters = 80;
    private const int MostButtonTextCharacters = 640;
    private const int FewestInList = 2;
    private const int MostInList = 4;

    private static readonly ApiVersion ListsEnded = new(4, 0);

    /// <summary>One to ten cards side by side.</summary>
    public static readonly TemplateKind Generic = new(
        "generic",
        new Shape(
            May("sharable", Flag),
            May("image_aspect_ratio", Word("horizontal", "square")),
            Must("elements", new ListRule(1, MostElements, Card(Buttons.OfGeneric)))),
        "Messenger Platform, Generic template")
    {
        OnInstagram = true,
    };

    /// <summary>A text with buttons under it.</summary>
    public static readonly TemplateKind Button = new(
        "button",
        new Shape(
            May("sharable", Flag),
            Must("text", Text(MostButtonTextCharacters)),
            Must("buttons", Buttons.OfButton)),
        "Messenger Platform, Button template")
    {
        OnInstagram = true,
    };

    /// <summary>Two to four cards one below the other.</summary>
    public static readonly TemplateKind List = new(
        "list",
        new Shape(
            May("sharable", Flag),
            May("top_element_style", Word("large", "compact")),
            Must("elements", new ListRule(FewestInList, MostInList, Card(Buttons.OfList))),
            May("buttons", Buttons.OfList)),
        "Messenger Platform, List template (removed)")
    {
        EndedWith = ListsEnded,
    };

    /// <summary>A link with what its page says of itself.</summary>
    public static readonly TemplateKind OpenGraph = new(
        "open_graph",
        new Shape(
            May("sharable", Flag),
            Must("elements", Make.List(1, 1, Must("url", Url), May("buttons", Buttons.OfMedia)))),
        "Messenger Platform, Open graph template (removed)")
    {
        EndedWith = ListsEnded,
    };

    private static Shape Card(ListRule buttons) => new(
        Must("title", Text(MostTitleCharacters)),
        May("subtitle", Text(MostTitleCharacters)),
        May("image_url", Url),
        May("default_action", Buttons.DefaultAction),
        May("buttons", buttons))
    {
        Check = MoreThanTitle,
    };

    private static GraphError? MoreThanTitle(Reading reading, ReadOnlySpan<Param> found)
    {
        foreach (var other in found[1..])
        {
            if (!other.IsAbsent) return null;
        }

        return reading.Fault("template_shape");
    }
}
