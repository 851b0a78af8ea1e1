using Microsoft.Data.Sqlite;

namespace ApiGovernance.Gateway.Idempotency.Sqlite;

/// <summary>What SQLite's result codes (https://sqlite.org/rescode.html) mean for the person who runs the gateway.</summary>
internal static class SqliteFailure
{
    public static IdempotencyStoreException Describe(string place, SqliteException error)
    {
        (string problem, string fix) = error.SqliteErrorCode switch
        {
            5 or 6 => ("another process holds the file.", "Give each gateway a file of its own; gateways that share keys need Redis or SQL Server."),
            8 => ("the file is read-only.", "Give this user the right to write it and its folder."),
            10 => ("the disk has failed a read or a write.", "Look at the system's log."),
            11 or 26 => ("the file is no sound SQLite database.", "Move it and its -wal and -shm files away; what was in flight must then be looked up at the back ends."),
            13 => ("the disk is full.", "Free some space; nothing that was acknowledged is lost."),
            14 => ("the file cannot be opened.", "Check that its folder exists and that this user may write it."),
            _ => ($"SQLite reports: {error.Message}", "See the result code at https://sqlite.org/rescode.html."),
        };
        return new IdempotencyStoreException(place, problem, fix, error);
    }
}
