using Parley.Policy;

namespace Parley.Storage;

/// <summary>Moments as columns: milliseconds, and null for never.</summary>
internal static class Columned
{
    public static long? ToColumn(this Moment moment) => moment.Happened ? moment.Milliseconds : null;

    public static Moment ToMoment(long? column) => column is { } milliseconds ? new Moment(milliseconds) : Moment.Never;
}
