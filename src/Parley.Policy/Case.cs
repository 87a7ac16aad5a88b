namespace Parley.Policy;

/// <summary>Everything a lane or a rule may look at when it judges one send.</summary>
/// <param name="thread">The thread's state.</param>
/// <param name="standing">Page and app.</param>
/// <param name="request">What is asked.</param>
/// <param name="now">When it is asked.</param>
public readonly ref struct Case(in ThreadState thread, Standing standing, in SendRequest request, Moment now)
{
    private readonly ref readonly ThreadState thread = ref thread;
    private readonly ref readonly SendRequest request = ref request;

    /// <summary>The thread's state.</summary>
    public ref readonly ThreadState Thread => ref thread;

    /// <summary>What is asked.</summary>
    public ref readonly SendRequest Request => ref request;

    /// <summary>Page and app.</summary>
    public Standing Standing { get; } = standing;

    /// <summary>When it is asked.</summary>
    public Moment Now { get; } = now;

    /// <summary>The privacy region of the thread: where the person is, or the page.</summary>
    public Region Region => Regions.Of(Standing, thread.Place);
}
