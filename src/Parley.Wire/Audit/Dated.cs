using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>
/// Something that lines change a part at a time, each from its own instant on: what held at any moment. Changes may be
/// learned in any order; those of the same moment hold in the order they were learned.
/// </summary>
/// <param name="first">What holds before any change.</param>
internal sealed class Dated<T>(T first)
{
    private readonly List<(Moment At, Func<T, T> Change, T Then)> changes = [];

    /// <summary>A change from a moment on; never = from the beginning.</summary>
    public void Add(Moment at, Func<T, T> change)
    {
        var place = changes.Count;
        while (place > 0 && changes[place - 1].At > at) place--;
        changes.Insert(place, (at, change, first));
        var holds = place == 0 ? first : changes[place - 1].Then;
        for (; place < changes.Count; place++)
        {
            holds = changes[place].Change(holds);
            changes[place] = changes[place] with { Then = holds };
        }
    }

    /// <summary>What held at a moment.</summary>
    public T At(Moment now)
    {
        var last = changes.Count - 1;
        if (last < 0) return first;
        if (changes[last].At <= now) return changes[last].Then;
        int low = 0, high = last;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (changes[middle].At <= now) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? first : changes[low - 1].Then;
    }
}
