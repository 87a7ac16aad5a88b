using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Parley.Server.Delivery;

/// <summary>
/// Names a delivery by what it is made from, as <c>500000000000005-0-42-1</c>, so that it can be made again from the
/// journal long after it was delivered.
/// </summary>
/// <param name="App">The receiver.</param>
/// <param name="Stream">The row's stream.</param>
/// <param name="Seq">The row's number.</param>
/// <param name="Part">Which of the row's events, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeliveryId(long App, int Stream, long Seq, int Part)
{
    private const int Members = 4;

    /// <summary>Reads the form of <see cref="ToString"/>; anything else is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DeliveryId id)
    {
        id = default;
        var members = (text ?? "").Split('-');
        if (members.Length != Members
            || !TryRead(members[0], out var app)
            || !TryRead(members[1], out var stream)
            || !TryRead(members[2], out var seq)
            || !TryRead(members[3], out var part)
            || stream > int.MaxValue
            || part > byte.MaxValue)
        {
            return false;
        }

        id = new DeliveryId(app, (int)stream, seq, (int)part);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{App}-{Stream}-{Seq}-{Part}");

    private static bool TryRead(string digits, out long value) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
