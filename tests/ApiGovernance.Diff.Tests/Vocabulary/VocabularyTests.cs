using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.Vocabulary;

/// <summary>The ids and levels that the field knows (oasdiff's), each ours or with the reason why not. The lists are printed in docs/reference/change-ids.md.</summary>
public sealed class VocabularyTests
{
    private static readonly Dictionary<string, ChangeDefinition> Catalog = ChangeCatalog.All.ToDictionary(change => change.Id, StringComparer.Ordinal);

    [Fact]
    public void Every_id_of_the_vocabulary_is_ours_or_reported_otherwise_for_a_reason()
    {
        string[] theirs = [.. Known().Select(row => row[0])];
        HashSet<string> otherwise = [.. Own("reported-otherwise.tsv").Select(row => row[0])];

        theirs.Length.ShouldBeGreaterThan(500);
        theirs.Where(id => !Catalog.ContainsKey(id) && !otherwise.Contains(id)).ShouldBeEmpty();
        otherwise.Except(theirs).ShouldBeEmpty("A list of ids that nobody knows.");
    }

    [Fact]
    public void What_is_reported_otherwise_is_under_ids_of_ours_and_not_under_its_own()
    {
        foreach (string[] row in Own("reported-otherwise.tsv"))
        {
            Catalog.ShouldNotContainKey(row[0]);
            if (row[1] is not ("*" or "-"))
                Catalog.ShouldContainKey(row[1]);
            row[2].Length.ShouldBeGreaterThan(10, row[0]);
        }
    }

    [Fact]
    public void Every_severity_that_is_not_the_level_of_the_vocabulary_has_its_reason()
    {
        string[] differ =
        [
            .. from row in Known()
               where Catalog.ContainsKey(row[0])
               let level = row[1] switch { "ERR" => "error", "WARN" => "warning", _ => "info" }
               where !level.Equals(Catalog[row[0]].Severity.ToString(), StringComparison.OrdinalIgnoreCase)
               select $"{row[0]} {level}",
        ];
        Own("levels.tsv").Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal).ShouldBe(differ.Order(StringComparer.Ordinal));
        Own("levels.tsv").ShouldAllBe(row => row[2].EndsWith('.'));
    }

    private static IEnumerable<string[]> Known() => Rows(RepositoryPaths.RequireShared("facts/change_ids.tsv"));

    private static IEnumerable<string[]> Own(string file) => Rows(RepositoryPaths.At($"tests/ApiGovernance.Diff.Tests/Vocabulary/{file}"));

    private static IEnumerable<string[]> Rows(string file) => File.ReadLines(file).Skip(1).Select(line => line.Split('\t'));
}
