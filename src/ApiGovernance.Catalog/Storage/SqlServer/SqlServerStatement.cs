using System.Runtime.CompilerServices;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>
/// A statement of <c>Statements/*.sql</c>. Nothing else can be sent to SQL Server: the session takes only these, and only this class
/// makes them, so every text that runs is one that the tests have parsed.
/// </summary>
internal sealed class SqlServerStatement
{
    private const string Mark = "-- statement ";

    private static readonly Dictionary<string, string> Texts = Load();

    private SqlServerStatement(string name, string text) => (Name, Text) = (name, text);

    public string Name { get; }

    public string Text { get; }

    /// <summary>All that there are, by name.</summary>
    public static IEnumerable<SqlServerStatement> All =>
        Texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SqlServerStatement(pair.Key, pair.Value));

    /// <summary>The statement that is named like the member which asks.</summary>
    public static SqlServerStatement Named([CallerMemberName] string name = "") => new(name, Texts[name]);

    /// <summary>A batch of a migration.</summary>
    public static IEnumerable<SqlServerStatement> BatchesOf(Migration migration) =>
        ("\n" + migration.Sql.ReplaceLineEndings("\n")).Split("\nGO\n").Select(batch => new SqlServerStatement(migration.Name, batch.Trim()));

    private static Dictionary<string, string> Load()
    {
        var assembly = typeof(SqlServerStatement).Assembly;
        string folder = $"{typeof(SqlServerStatement).Namespace}.Statements.";
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            string file = "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
            foreach (string section in file.Split("\n" + Mark).Skip(1))
            {
                int end = section.IndexOf('\n', StringComparison.Ordinal);
                texts.Add(section[..end].Trim(), section[end..].Trim());
            }
        }

        return texts;
    }
}
