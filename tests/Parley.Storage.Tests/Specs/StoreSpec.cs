using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

/// <summary>What every engine's specifications share: one store a test, and a way to disturb its commits.</summary>
public abstract class StoreSpec(TestEngine engine) : IAsyncLifetime
{
    protected static readonly ThreadKey Anna = new(new PageId(1), new Psid(101));
    protected static readonly ThreadKey Bert = new(new PageId(1), new Psid(102));
    protected static readonly ThreadKey Carl = new(new PageId(2), new Psid(103));
    protected static readonly Moment Noon = new(1_633_521_600_000);

    protected IStore Store { get; private set; } = null!;

    protected IJournal Journal => Store.Journal;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Store = engine.Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    protected IDisposable BreakCommits() => engine.BreakCommits(Store);

    protected IDisposable HoldCommits() => engine.HoldCommits(Store);

    protected static int ShardOf(ThreadKey thread) => (int)(thread.Person.Value % 4);

    protected Appended Append(ThreadKey thread, string body = "{}", long prev = 0) =>
        Append(Journal.Generation, thread, body, prev);

    protected Appended Append(int generation, ThreadKey thread, string body = "{}", long prev = 0)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var row = new NewEvent(ShardOf(thread), thread, Channel.Messenger, prev, Noon, EventKind.Message, bytes);
        return Journal.Append(generation, in row);
    }

    protected async Task<long> Committed(ThreadKey thread, string body = "{}", long prev = 0)
    {
        var row = Append(thread, body, prev);
        await row.Commit;
        return row.Seq;
    }

    protected static string Text(StoredEvent row) => System.Text.Encoding.UTF8.GetString(row.Body.Span);
}
