using static Parley.Wire.Sends.Make;
using static Parley.Wire.Sends.Member;

namespace Parley.Wire.Sends;

/// <summary>Itinerary, check-in, boarding pass and flight update.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Airline templates", and the members client libraries send. No
/// length of a text is published, nor how many flights and passengers a message may have: those bounds are ours.
/// </remarks>
internal static class AirlineTemplates
{
    private const int MostPassengers = 100;
    private const int MostFlights = 100;
    private const int MostInfos = 4;
    private const int MostFields = 5;
    private const string Page = "Messenger Platform, Airline templates";

    private static readonly Member[] Shared =
        [Must("intro_message", Any), Must("locale", Locale), May("theme_color", Color)];

    private static readonly Shape Airport = Make.Object(
        Must("airport_code", Any), Must("city", Any), May("terminal", Any), May("gate", Any));

    private static readonly Shape Schedule = Make.Object(
        May("boarding_time", LocalTime), Must("departure_time", LocalTime), May("arrival_time", LocalTime));

    private static readonly Member[] Flight =
    [
        Must("flight_number", Any),
        Must("departure_airport", Airport),
        Must("arrival_airport", Airport),
        Must("flight_schedule", Schedule),
    ];

    private static readonly WordRule Travel = Word("economy", "business", "first_class");

    private static readonly ListRule Labels = List(1, MostFields, Must("label", Any), Must("value", Any));

    /// <summary>The whole journey with its price.</summary>
    public static readonly TemplateKind Itinerary = new(
        "airline_itinerary",
        Of(
            Must("pnr_number", Any),
            Must("passenger_info", List(
                1, MostPassengers, Must("passenger_id", Any), Must("name", Any), May("ticket_number", Any))),
            Must("flight_info", List(
                1,
                MostFlights,
                [
                    Must("connection_id", Any), Must("segment_id", Any), May("aircraft_type", Any), .. Flight,
                    Must("travel_class", Travel),
                ])),
            Must("passenger_segment_info", List(
                1,
                MostPassengers,
                Must("segment_id", Any),
                Must("passenger_id", Any),
                Must("seat", Any),
                Must("seat_type", Any),
                May("product_info", List(1, MostInfos, Must("title", Any), Must("value", Any))))),
            May("price_info", List(
                1, MostInfos, Must("title", Any), Must("amount", Amount), May("currency", Currency))),
            May("base_price", Amount),
            May("tax", Amount),
            Must("total_price", Amount),
            Must("currency", Currency)),
        Page);

    /// <summary>A reminder to check in.</summary>
    public static readonly TemplateKind CheckIn = new(
        "airline_checkin",
        Of(
            May("pnr_number", Any),
            Must("flight_info", List(1, MostFlights, Flight)),
            Must("checkin_url", Url)),
        Page);

    /// <summary>What is shown at the gate.</summary>
    public static readonly TemplateKind BoardingPass = new(
        "airline_boardingpass",
        Of(Must("boarding_pass", new ListRule(1, MostPassengers, new Shape(
            Must("passenger_name", Any),
            Must("pnr_number", Any),
            May("travel_class", Travel),
            May("seat", Any),
            May("auxiliary_fields", Labels),
            May("secondary_fields", Labels),
            Must("logo_image_url", Url),
            May("header_image_url", Url),
            May("header_text_field", Make.Object(Must("label", Any), Must("value", Any))),
            May("qr_code", Any),
            May("barcode_image_url", Url),
            Must("above_bar_code_image_url", Url),
            Must("flight_info", new Shape(Flight)))
        {
            Check = OneCode,
        }))),
        Page);

    /// <summary>A flight is late, leaves elsewhere, or does not leave.</summary>
    public static readonly TemplateKind Update = new(
        "airline_update",
        Of(
            Must("update_type", Word("delay", "gate_change", "cancellation")),
            May("pnr_number", Any),
            Must("update_flight_info", new Shape(Flight))),
        Page);

    private static Shape Of(params Member[] members) =>
        new([.. Shared, .. members]);

    private static GraphError? OneCode(Reading reading, ReadOnlySpan<Param> found) =>
        (found[9].IsAbsent, found[10].IsAbsent) switch
        {
            (true, true) => reading.FaultIn("qr_code", "param_required"),
            (false, false) => GraphErrors.Get("content_form", "qr_code, barcode_image_url", reading.Path),
            _ => null,
        };
}
