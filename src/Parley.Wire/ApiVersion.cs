using System.Globalization;

namespace Parley.Wire;

/// <summary>
/// A version of the Graph API, as the path names it: <c>v2.6</c> to <c>v26.0</c> and whatever lies between.
/// </summary>
/// <remarks>Every version ever published is served; the newest known one is the highest that is.</remarks>
/// <param name="Major">Before the dot.</param>
/// <param name="Minor">After the dot.</param>
public readonly record struct ApiVersion(int Major, int Minor) : IComparable<ApiVersion>
{
    /// <summary>The oldest version served.</summary>
    public static readonly ApiVersion Oldest = new(1, 0);

    /// <summary>The newest version served; also that of a path without one.</summary>
    public static readonly ApiVersion Newest = new(26, 0);

    private const int MostDigits = 2;

    // Every answer names its version, and nearly every version ends in .0.
    private static readonly string[] Usual =
        [.. Enumerable.Range(0, Newest.Major + 1).Select(major => Spelled(major, 0))];

    /// <summary>
    /// Reads the path segment, <c>v</c> and two numbers. False for another form, or a version not served.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> segment, out ApiVersion version)
    {
        version = default;
        if (segment.Length < 4 || segment[0] is not ('v' or 'V')) return false;
        var dot = segment.IndexOf('.');
        if (dot < 2 || !Number(segment[1..dot], out var major)) return false;
        if (!Number(segment[(dot + 1)..], out var minor)) return false;
        version = new ApiVersion(major, minor);
        return major >= Oldest.Major && major <= Newest.Major;
    }

    /// <summary>Whether a path segment has the form of a version, served or not.</summary>
    public static bool LooksLike(ReadOnlySpan<char> segment)
    {
        if (segment.Length < 4 || segment[0] is not ('v' or 'V')) return false;
        var dot = segment.IndexOf('.');
        return dot >= 2 && Digits(segment[1..dot]) && Digits(segment[(dot + 1)..]);
    }

    /// <inheritdoc/>
    public int CompareTo(ApiVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <inheritdoc/>
    public override string ToString() => Minor == 0 && Major >= Oldest.Major && Major <= Newest.Major
        ? Usual[Major]
        : Spelled(Major, Minor);

    private static string Spelled(int major, int minor) =>
        string.Create(CultureInfo.InvariantCulture, $"v{major}.{minor}");

    /// <summary>Older.</summary>
    public static bool operator <(ApiVersion left, ApiVersion right) => left.CompareTo(right) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(ApiVersion left, ApiVersion right) => left.CompareTo(right) > 0;

    /// <summary>Older or the same.</summary>
    public static bool operator <=(ApiVersion left, ApiVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Newer or the same.</summary>
    public static bool operator >=(ApiVersion left, ApiVersion right) => left.CompareTo(right) >= 0;

    private static bool Number(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length <= MostDigits
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool Digits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
