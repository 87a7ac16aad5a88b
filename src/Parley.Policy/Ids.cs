using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Parley.Policy;

/// <summary>A page, the business account that sends and receives: a decimal id of 1 to 18 digits.</summary>
/// <param name="Value">The id as a positive number.</param>
public readonly record struct PageId(long Value)
{
    /// <summary>Reads the decimal form used on the wire; anything else is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PageId id)
    {
        var read = DecimalId.TryParse(text, out var value);
        id = new PageId(value);
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A person as one page sees them (PSID, on Instagram IGSID): a decimal id of 1 to 18 digits.</summary>
/// <param name="Value">The id as a positive number. The same human has another one at another page.</param>
public readonly record struct Psid(long Value)
{
    /// <summary>Reads the decimal form used on the wire; anything else is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Psid id)
    {
        var read = DecimalId.TryParse(text, out var value);
        id = new Psid(value);
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// A thread: everything between one page and one person. The unit of ordering and of promises kept once.
/// </summary>
/// <param name="Page">The page's side.</param>
/// <param name="Person">The person's side. Ids of the two channels never coincide, so a thread has one channel.</param>
public readonly record struct ThreadKey(PageId Page, Psid Person)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Page}/{Person}";
}

/// <summary>Where a thread lives. A window of one channel says nothing of the other.</summary>
public enum Channel : byte
{
    /// <summary>Messenger, through a Page.</summary>
    Messenger = 0,

    /// <summary>Instagram Direct, through a professional account.</summary>
    Instagram = 1,
}

internal static class DecimalId
{
    private const int MostDigits = 18;

    public static bool TryParse([NotNullWhen(true)] string? text, out long value)
    {
        value = 0;
        return text is { Length: > 0 and <= MostDigits }
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value > 0;
    }
}
