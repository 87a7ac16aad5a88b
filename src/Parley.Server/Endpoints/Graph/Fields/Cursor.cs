using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// A cursor: the place of an item in its list, as opaque base64url. Places are texts; most are numbers.
/// </summary>
internal static class Cursor
{
    private const int MostCharacters = 400;

    /// <summary>Places that are whole numbers, ascending.</summary>
    public static readonly IComparer<string> Numbers =
        Comparer<string>.Create((left, right) => Number(left).CompareTo(Number(right)));

    /// <summary>The cursor of a place.</summary>
    public static string Of(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    /// <summary>The place of a cursor, or null if it is none of ours.</summary>
    public static string? PlaceOf(string cursor)
    {
        if (cursor.Length is 0 or > MostCharacters || !Base64Url.IsValid(cursor)) return null;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a place is a whole number of at most 64 bits.</summary>
    public static bool IsNumber(string place) =>
        long.TryParse(place, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>A place as a number; it must be one.</summary>
    public static long Number(string place) =>
        long.Parse(place, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
