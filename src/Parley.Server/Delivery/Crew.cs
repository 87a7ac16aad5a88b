using System.Diagnostics;

namespace Parley.Server.Delivery;

/// <summary>
/// The couriers of one app: at most so many at work, and beside them so many that hang on a receiver which does not
/// answer.
/// </summary>
/// <remarks>Not thread-safe; its outbox guards it.</remarks>
internal sealed class Crew(DeliveryOptions options, Func<Courier> hire)
{
    private readonly LinkedList<Courier> underWay = [];
    private readonly Stack<Courier> resting = [];
    private readonly List<Courier> all = [];
    private int starting;
    private int active;
    private int hanging;

    /// <summary>Everyone ever hired.</summary>
    public IReadOnlyList<Courier> All => all;

    /// <summary>Whether anyone is at work.</summary>
    public bool Busy => active + hanging > 0;

    /// <summary>Calls couriers to work for lines that are ready.</summary>
    public void Recruit(int ready)
    {
        for (var wanted = ready - starting; wanted > 0 && active < options.Concurrency; wanted--)
        {
            if (!resting.TryPop(out var courier))
            {
                courier = hire();
                all.Add(courier);
            }

            active++;
            starting++;
            courier.Starting = true;
            ThreadPool.UnsafeQueueUserWorkItem(courier, preferLocal: false);
        }
    }

    /// <summary>A courier asks for work; false = it has to go home for want of a place.</summary>
    public bool Place(Courier courier)
    {
        if (courier.Starting)
        {
            courier.Starting = false;
            starting--;
        }

        if (courier.Hanging)
        {
            // Its place was given away when it began to hang.
            courier.Hanging = false;
            hanging--;
            active++;
        }

        return active <= options.Concurrency;
    }

    /// <summary>A courier sets out.</summary>
    public void SetOut(Courier courier) => underWay.AddLast(courier.Node);

    /// <summary>A courier is back.</summary>
    public void Back(Courier courier)
    {
        if (!courier.Hanging) underWay.Remove(courier.Node);
    }

    /// <summary>A courier goes home.</summary>
    public void Rest(Courier courier)
    {
        active--;
        resting.Push(courier);
    }

    /// <summary>The next courier that has been under way for long; its place is free from now on.</summary>
    public Courier? NextHanging()
    {
        if (hanging >= options.Hanging
            || underWay.First is not { Value: var courier }
            || Stopwatch.GetElapsedTime(courier.Began) < options.HangingAfter)
        {
            return null;
        }

        underWay.RemoveFirst();
        courier.Hanging = true;
        hanging++;
        active--;
        return courier;
    }
}
