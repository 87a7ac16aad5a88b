namespace Parley.Policy;

/// <summary>A stretch of talk without a gap of a day.</summary>
/// <param name="From">Its first word.</param>
/// <param name="To">Its last word.</param>
public readonly record struct Stretch(Moment From, Moment To);

/// <summary>
/// What a thread's talk looked like since the last automated message, as stretches without a lapse: enough to know
/// whether a disclosure is due again.
/// </summary>
/// <remarks>
/// INVARIANT: stretches are ordered and a lapse apart, so the order in which words are learned changes nothing.
/// </remarks>
/// <param name="Current">The first stretch, beginning with the last automated message; never if there was none.</param>
/// <param name="More">Later stretches; there are none unless the talk lapsed.</param>
public readonly record struct Talk(Stretch Current, ValueList<Stretch> More)
{
    /// <summary>
    /// The shortest silence that can count as a lapse, a day exactly: what is closer together is one stretch.
    /// </summary>
    public const long LapseMilliseconds = 24L * 60 * 60 * 1000;

    /// <summary>No automated message yet.</summary>
    public static readonly Talk Silent = new(new Stretch(Moment.Never, Moment.Never), default);

    /// <summary>Talk that begins anew, with an automated message.</summary>
    public static Talk From(Moment at) => new(new Stretch(at, at), default);

    /// <summary>Whether the talk lapsed before <paramref name="now"/>.</summary>
    /// <param name="now">When it is asked.</param>
    /// <param name="lapse">How long silence lasts before it is a lapse, in milliseconds; a day or more.</param>
    public bool LapsedBy(Moment now, long lapse)
    {
        if (!Current.To.Happened) return false;
        var last = Current.To;
        foreach (var stretch in More.Span)
        {
            if (stretch.From.Milliseconds - last.Milliseconds >= lapse) return true;
            last = stretch.To;
        }

        return now.Milliseconds - last.Milliseconds >= lapse;
    }

    /// <summary>
    /// The talk with one more word, learned in any order; words before its beginning are no part of it.
    /// </summary>
    public Talk With(Moment at)
    {
        if (!Current.From.Happened || at < Current.From) return this;
        if (!Apart(Current.To, at)) return Joined(Current with { To = Moment.Later(Current.To, at) });
        return this with { More = Placed(at) };
    }

    private static bool Apart(Moment earlier, Moment later) =>
        later.Milliseconds - earlier.Milliseconds >= LapseMilliseconds;

    private Talk Joined(Stretch first)
    {
        var more = More;
        while (more.Count > 0 && !Apart(first.To, more[0].From))
        {
            first = first with { To = Moment.Later(first.To, more[0].To) };
            more = more.RemoveAt(0);
        }

        return new Talk(first, more);
    }

    private ValueList<Stretch> Placed(Moment at)
    {
        var placed = More;
        var index = 0;
        while (index < placed.Count && placed[index].To < at && Apart(placed[index].To, at)) index++;
        if (index == placed.Count || (at < placed[index].From && Apart(at, placed[index].From)))
            return placed.Insert(index, new Stretch(at, at));

        var joined = new Stretch(
            at < placed[index].From ? at : placed[index].From, Moment.Later(placed[index].To, at));
        placed = placed.SetItem(index, joined);
        while (index + 1 < placed.Count && !Apart(placed[index].To, placed[index + 1].From))
        {
            placed = placed.SetItem(index, placed[index] with { To = placed[index + 1].To }).RemoveAt(index + 1);
        }

        return placed;
    }
}
