namespace Parley.Storage.Tests.Specs;

/// <summary>An engine as the specifications use it: one new store, and ways to disturb its commits.</summary>
public abstract class TestEngine : IDisposable
{
    public const int AttemptsKept = 50;

    protected static readonly StoreOptions Options = new() { Shards = 4, AttemptsKept = AttemptsKept };

    /// <summary>A new, empty store of four shards.</summary>
    public abstract IStore Open();

    /// <summary>The next commit of a row fails; commits succeed again once the result is disposed.</summary>
    public abstract IDisposable BreakCommits(IStore store);

    /// <summary>Nothing is committed until the result is disposed.</summary>
    public abstract IDisposable HoldCommits(IStore store);

    public void Dispose()
    {
        Clean();
        GC.SuppressFinalize(this);
    }

    protected virtual void Clean()
    {
    }

    protected sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
