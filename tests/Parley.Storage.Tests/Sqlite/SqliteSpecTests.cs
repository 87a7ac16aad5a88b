using Parley.Storage.Tests.Specs;

namespace Parley.Storage.Tests.Sqlite;

public sealed class SqliteJournalTests() : JournalSpec(new SqliteEngine());

public sealed class SqliteSnapshotTests() : SnapshotSpec(new SqliteEngine());

public sealed class SqliteWorldTests() : WorldStoreSpec(new SqliteEngine());

public sealed class SqliteLabelTests() : LabelStoreSpec(new SqliteEngine());

public sealed class SqliteDocumentTests() : DocumentStoreSpec(new SqliteEngine());

public sealed class SqliteBlobTests() : BlobStoreSpec(new SqliteEngine());

public sealed class SqliteDeliveryTests() : DeliveryStoreSpec(new SqliteEngine());

public sealed class SqliteViolationTests() : ViolationStoreSpec(new SqliteEngine());
