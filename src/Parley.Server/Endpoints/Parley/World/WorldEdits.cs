namespace Parley.Server.Endpoints.V1;

/// <summary>
/// Changes of apps, pages and whole worlds are made one at a time, so that what one of them checked (an id that is
/// free, a page as it was) still holds when it writes.
/// </summary>
internal sealed class WorldEdits : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Runs a change alone.</summary>
    public async Task<T> Alone<T>(Func<Task<T>> change)
    {
        await turn.WaitAsync();
        try
        {
            return await change();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
