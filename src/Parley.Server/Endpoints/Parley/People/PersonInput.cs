using System.Globalization;
using System.Text.Json;
using NodaTime;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A person as requests describe them.</summary>
internal sealed record PersonInput
{
    /// <summary>Decimal id; made up if absent.</summary>
    public long? Id { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>As <c>en_US</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>An IANA zone, or an offset in hours.</summary>
    public string? Timezone { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Region within the country, as <c>CA</c>.</summary>
    public string? Region { get; init; }

    /// <summary>As the profile shows it: <c>female</c>, <c>male</c> or <c>neutral</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>
    /// The e-mail address in their profile: without one, a quick reply that asks for it is not shown.
    /// </summary>
    public string? Email { get; init; }

    /// <summary>The phone number in their profile, as <c>+16505551234</c>; likewise.</summary>
    public string? Phone { get; init; }

    public static PersonInput Read(Fields fields) => new()
    {
        Id = fields.Id("id"),
        Name = fields.NeedText("name", 200),
        Locale = ReadLocale(fields),
        Timezone = ReadTimezone(fields),
        Country = Places.ReadCountry(fields),
        Region = Places.ReadRegion(fields),
        Gender = ReadGender(fields),
        Email = ReadEmail(fields),
        Phone = ReadPhone(fields),
    };

    /// <summary>The person under an id.</summary>
    public PersonRecord ToRecord(long id) => new()
    {
        Id = id,
        Name = Name,
        Locale = Locale,
        Timezone = Timezone,
        Country = Country,
        Region = Region,
        Gender = Gender,
        Email = Email,
        Phone = Phone,
    };

    /// <summary>Reads the member <c>locale</c>.</summary>
    public static string? ReadLocale(Fields fields)
    {
        if (fields.Text("locale") is not { } locale) return null;
        if (locale.Split('_') is [{ Length: 2 or 3 } language, { Length: 2 } country]
            && language.All(char.IsAsciiLetterLower) && country.All(char.IsAsciiLetterUpper))
        {
            return locale;
        }

        fields.Refuse("locale", "must be a language and a country, such as en_US");
        return null;
    }

    /// <summary>Reads the member <c>timezone</c>.</summary>
    public static string? ReadTimezone(Fields fields)
    {
        var text = fields.Raw("timezone") is { ValueKind: JsonValueKind.Number } number
            ? number.GetRawText()
            : fields.Text("timezone");
        if (text is null || IsOffset(text) || DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null) return text;
        fields.Refuse("timezone", "must be an IANA zone such as Europe/Berlin, or an offset in hours such as -7");
        return null;
    }

    /// <summary>Reads the member <c>gender</c>.</summary>
    public static string? ReadGender(Fields fields) => fields.Word("gender", "female", "male", "neutral");

    /// <summary>Reads the member <c>email</c>.</summary>
    public static string? ReadEmail(Fields fields)
    {
        var email = fields.Text("email", 320);
        if (email is not null && !PageDescription.IsMailAddress(email)) fields.Refuse("email", "is no e-mail address");
        return email;
    }

    /// <summary>Reads the member <c>phone</c>.</summary>
    public static string? ReadPhone(Fields fields)
    {
        var phone = fields.Text("phone", 20);
        if (phone is not (null or ['+', >= '1' and <= '9', _, _, _, ..]) || phone?[1..].All(char.IsAsciiDigit) is false)
            fields.Refuse("phone", "must be a number with its country, such as +16505551234");
        return phone;
    }

    private static bool IsOffset(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var hours)
        && hours is >= -12 and <= 14;
}
