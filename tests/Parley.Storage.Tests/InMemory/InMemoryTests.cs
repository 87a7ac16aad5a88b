using Parley.Storage.InMemory;
using Parley.Storage.Tests.Specs;

namespace Parley.Storage.Tests.InMemory;

public sealed class InMemoryJournalTests() : JournalSpec(new InMemoryEngine());

public sealed class InMemorySnapshotTests() : SnapshotSpec(new InMemoryEngine());

public sealed class InMemoryWorldTests() : WorldStoreSpec(new InMemoryEngine());

public sealed class InMemoryLabelTests() : LabelStoreSpec(new InMemoryEngine());

public sealed class InMemoryDocumentTests() : DocumentStoreSpec(new InMemoryEngine());

public sealed class InMemoryBlobTests() : BlobStoreSpec(new InMemoryEngine());

public sealed class InMemoryDeliveryTests() : DeliveryStoreSpec(new InMemoryEngine());

public sealed class InMemoryViolationTests() : ViolationStoreSpec(new InMemoryEngine());

public sealed class InMemoryEngine : TestEngine
{
    public override IStore Open() => StoreFactory.Open(StoreFactory.Memory, Options);

    public override IDisposable BreakCommits(IStore store)
    {
        ((InMemoryStore)store).FailNextCommit();
        return new Undo(() => { });
    }

    public override IDisposable HoldCommits(IStore store) => ((InMemoryStore)store).HoldCommits();
}
