using System.Globalization;
using Microsoft.Data.SqlClient;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>Makes connections out of a connection string, which may hold a password and is never repeated in a message.</summary>
internal sealed class SqlServerConnections
{
    private readonly string _connectionString;

    /// <exception cref="CatalogStorageException">It cannot be used.</exception>
    public SqlServerConnections(string connectionString)
    {
        SqlConnectionStringBuilder settings = Parse(connectionString);
        if (settings.DataSource.Length == 0 || settings.InitialCatalog.Length == 0)
            throw Wrong("the connection string names no server or no database.");
        if (settings.ApplicationName == new SqlConnectionStringBuilder().ApplicationName)
            settings.ApplicationName = "apigov";
        Place = $"SQL Server {settings.DataSource}, database {settings.InitialCatalog}";
        _connectionString = settings.ConnectionString;
        LetDriverRun();
    }

    /// <summary>How messages name the database.</summary>
    public string Place { get; }

    public SqlConnection Create() => new(_connectionString);

    private static SqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new SqlConnectionStringBuilder(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            // What the driver says may quote a piece of a password, so it is not passed on.
            throw Wrong("the connection string cannot be read.");
        }
    }

    private void LetDriverRun()
    {
        if (IsInvariant())
        {
            throw new CatalogStorageException(
                Place,
                "the driver for SQL Server does not work without culture data (ICU), and this process runs without.",
                "Set the environment variable DOTNET_SYSTEM_GLOBALIZATION_INVARIANT to false for this process; where the system has no ICU, install it (package libicu or icu-libs).");
        }

        // The driver asks the setting that the program was built with, although the environment has overruled it.
        AppContext.SetSwitch("System.Globalization.Invariant", false);
    }

    private static bool IsInvariant()
    {
        try
        {
            return CultureInfo.GetCultureInfo("en-US", predefinedOnly: true).LCID != 0x409;
        }
        catch (CultureNotFoundException)
        {
            return true;
        }
    }

    private static CatalogStorageException Wrong(string problem) => new(
        "SQL Server", problem, "Write it like: Server=tcp:HOST,1433;Database=apigov;User ID=apigov;Password=...;Encrypt=True");
}
