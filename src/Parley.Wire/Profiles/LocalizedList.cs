using System.Globalization;
using System.Text.Json;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>
/// Lists with one entry per locale: <c>default</c> must be among them, none may stand twice.
/// </summary>
internal static class LocalizedList
{
    private const string Default = "default";
    private const int MostLocale = 20;

    /// <summary>Reads what an entry holds beside its locale, which is written already.</summary>
    /// <param name="json">Where it is written.</param>
    /// <param name="found">The values of the names asked for, the locale first.</param>
    /// <param name="path">What to call the entry in an error.</param>
    public delegate GraphError? Entry(Utf8JsonWriter json, ReadOnlySpan<Param> found, string path);

    /// <summary>Reads and writes a list.</summary>
    /// <param name="json">Where it is written.</param>
    /// <param name="value">The list.</param>
    /// <param name="path">What to call it in an error.</param>
    /// <param name="names">The names an entry may have; the first is <c>locale</c>.</param>
    /// <param name="write">Reads and writes the rest of an entry.</param>
    public static GraphError? Write(
        Utf8JsonWriter json, Param value, string path, string[] names, Entry write)
    {
        if (!value.TryArray(path, out var entries, out var error)) return error;
        var locales = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartArray();
        foreach (var entry in entries.EnumerateArray())
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{path}[{locales.Count}]");
            if (!new Param(entry).TryObject(own, out var members, out error)) return error;
            var found = new Param[names.Length];
            string? locale = null;
            error = Members.Collect(members, own, names, found)
                ?? Fields.Required(found[0], own + "[locale]", MostLocale, out locale);
            if (error is not null) return error;
            if (!IsLocale(locale!))
                return GraphErrors.Get("param_type", own + "[locale]", "a locale, as en_US, or default");
            if (!locales.Add(locale!)) return GraphErrors.Get("profile_locale_twice", path, locale!);
            json.WriteStartObject();
            json.WriteString("locale"u8, locale);
            if (write(json, found, own) is { } fault) return fault;
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return locales.Contains(Default) ? null : GraphErrors.Get("profile_default_locale", path);
    }

    // Letters of a language, an underscore, and those of a country: the platform's list grows, its form does not.
    private static bool IsLocale(string text) => text is Default
        || (text.Split('_') is [{ Length: 2 or 3 } language, { Length: 2 } country]
            && language.All(char.IsAsciiLetterLower)
            && country.All(char.IsAsciiLetterUpper));
}
