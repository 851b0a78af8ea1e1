using Microsoft.Data.SqlClient;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>What SQL Server's error numbers mean: what may be tried again, and what the person who runs the control plane can do.</summary>
internal static class SqlServerFailure
{
    /// <summary>Errors that pass by themselves: deadlocks, a server that moves or is overloaded, a connection that broke.</summary>
    private static readonly HashSet<int> Passing =
    [
        -2, 20, 64, 121, 233, 1204, 1205, 1222, 3960, 4060, 4221, 10053, 10054, 10060, 10928, 10929, 11001, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920,
    ];

    public static bool Passes(SqlException error) => error.IsTransient || error.Errors.Cast<SqlError>().Any(single => Passing.Contains(single.Number));

    public static CatalogStorageException Describe(string place, SqlException error)
    {
        (string problem, string fix) = error.Number switch
        {
            -2 or 1222 => ("it did not answer in time.", "Look for long transactions and for load on the server; nothing was written."),
            1205 or 1204 or 3960 => ("other writers were in the way, several times in a row.", "Try again; nothing was written."),
            18456 or 18470 or 18486 or 18487 or 18488 => ("the login was refused.", "Check the user and the password in the connection string."),
            4060 or 911 => ("there is no such database, or the login may not use it.", "Create it (CREATE DATABASE) and give the login a user in it."),
            229 or 230 or 262 or 297 or 300 or 916 or 1088 or 2760 or 5011 or 15247 =>
                ($"a permission is missing: {OneLine(error)}", "See docs/operations/storage.md for what the user needs."),
            208 or 207 => ($"the schema is not the product's: {OneLine(error)}", "Restore a backup; the product's tables are never changed by hand."),
            547 or 2601 or 2627 or 515 => ($"the change does not fit what is stored: {OneLine(error)}", "Read the record again and repeat the change; nothing was written."),
            2628 or 8152 => ($"a text is longer than its column: {OneLine(error)}", "Shorten it; nothing was written."),
            1101 or 1105 or 9002 => ("the database or its log is full.", "Make room; nothing that was acknowledged is lost."),
            823 or 824 or 825 or 605 => ("the database is damaged.", "Run DBCC CHECKDB and restore a backup."),
            3906 or 3908 or 978 => ("the database is read-only here.", "Name the primary replica in the connection string."),
            2 or 53 or 0 or 11001 or 10060 or 10061 => ("the server cannot be reached.", "Check the server's name, its port and the network; with TLS, that its certificate is trusted."),
            -2146893019 or 20 => ("no encrypted connection could be made.", "Give the server a certificate that this machine trusts, or see Encrypt and TrustServerCertificate."),
            _ => ($"it reports error {error.Number}: {OneLine(error)}", "Look the number up in SQL Server's list of errors; nothing was written."),
        };
        return new CatalogStorageException(place, problem, fix, error);
    }

    /// <summary>The connection broke while the commit was under way.</summary>
    public static CatalogStorageException Unknown(string place, Exception error) => new(
        place, "the connection broke while the change was being committed: it is either written whole or not at all.",
        "Read the record again before the change is repeated.", error);

    private static string OneLine(SqlException error) => error.Errors[0].Message.ReplaceLineEndings(" ").Trim();
}
