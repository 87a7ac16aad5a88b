using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>SQLite's result codes in words for a person, with the path and what to do.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static StoreException Explain(SqliteException error, string path) => new(Words(error, path), error);

    public static CommitFailedException CommitFailed(SqliteException error, string path) =>
        new($"Nothing was stored: {Words(error, path)}", error);

    private static string Words(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        Busy or Locked => $"{path} is locked by another program; close it and try again.",
        ReadOnly => $"{path} is read-only; give this user the right to write it and the files beside it.",
        InputOutput => $"{path} could not be read or written ({error.Message}); check the disk.",
        Corrupt => $"{path} is damaged ({error.Message}).",
        Full => $"{path} cannot grow, the disk is full; make room, nothing that was stored is lost.",
        CannotOpen => $"{path} cannot be opened; check that its directory exists and may be written.",
        NotADatabase => $"{path} is not a Parley store; choose another directory.",
        _ => $"{path}: {error.Message}",
    };
}
