using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <summary>What SQLite's result codes (https://sqlite.org/rescode.html) mean for the person who runs the control plane.</summary>
internal static class SqliteFailure
{
    public static CatalogStorageException Describe(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        5 or 6 => Because(path, "the database is locked by another process.", "Stop the other control plane, or give this one a data folder of its own.", error),
        8 => Because(path, "the database is read-only.", "Give this user the right to write the file and its folder.", error),
        11 or 26 => Corrupt(path, error.Message, error),
        13 => Because(path, "the disk is full.", "Free some space; nothing that was acknowledged is lost.", error),
        14 => Because(path, "the database cannot be opened.", "Check that the folder exists and that this user may write it.", error),
        _ => Because(path, $"SQLite reports: {error.Message}.", "See the result code at https://sqlite.org/rescode.html.", error),
    };

    public static CatalogStorageException Corrupt(string path, string detail, Exception? error = null) => Because(
        path,
        $"the file is no sound SQLite database ({detail.TrimEnd('.')}).",
        "Move it and its -wal and -shm files away and restore a backup; without one, start with an empty data folder, which is seeded from the catalog folder.",
        error);

    private static CatalogStorageException Because(string path, string problem, string fix, Exception? error) => new(path, problem, fix, error);
}
