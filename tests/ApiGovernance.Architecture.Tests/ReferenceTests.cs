namespace ApiGovernance.Architecture.Tests;

/// <summary>The direction of dependencies, as docs/architecture.md tells it.</summary>
public sealed class ReferenceTests
{
    private const string Document = "docs/architecture.md";

    [Fact]
    public void Every_project_refers_to_what_the_table_says_and_to_nothing_else()
    {
        var table = ReadTable(Repository.Text(Document));
        var actual = Repository.Files("src", "*.csproj").ToDictionary(ProjectName, References);

        actual.ShouldNotBeEmpty();
        Describe(actual).ShouldBe(Describe(table), customMessage: $"A project file (actual) and the table in {Document} (expected) differ");
    }

    [Fact]
    public void The_gateway_never_sees_the_catalog_and_only_the_host_sees_the_authority()
    {
        var actual = Repository.Files("src", "*.csproj").ToDictionary(ProjectName, References);

        actual["ApiGovernance.Gateway"].ShouldNotContain("ApiGovernance.Catalog");
        actual.Where(project => project.Value.Contains("ApiGovernance.Identity")).Select(project => project.Key)
            .ShouldBe(["ApiGovernance.Cli"]);
    }

    [Fact]
    public void Nothing_in_src_refers_to_tests_or_benchmarks()
    {
        var outside = Repository.Files("src", "*.csproj")
            .SelectMany(project => Includes(project).Select(include => $"{project} -> {include}"))
            .Where(reference => reference.Contains("tests/", StringComparison.Ordinal) || reference.Contains("bench/", StringComparison.Ordinal));

        outside.ShouldBeEmpty();
    }

    private static Dictionary<string, SortedSet<string>> ReadTable(string markdown)
    {
        var start = markdown.IndexOf("<!-- references -->", StringComparison.Ordinal);
        var end = markdown.IndexOf("<!-- /references -->", StringComparison.Ordinal);
        (start >= 0 && end > start).ShouldBeTrue($"{Document} has no table between <!-- references --> and <!-- /references -->");
        return markdown[start..end].Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 4 && cells[1].StartsWith("ApiGovernance.", StringComparison.Ordinal))
            .ToDictionary(cells => cells[1], cells => Names(cells[2]));
    }

    private static SortedSet<string> Names(string cell) =>
        [.. cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => $"ApiGovernance.{name}")];

    private static SortedSet<string> References(string project) => [.. Includes(project).Select(ProjectName)];

    private static IEnumerable<string> Includes(string project) =>
        Repository.Xml(project).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static string ProjectName(string path) => Path.GetFileNameWithoutExtension(path);

    private static string Describe(Dictionary<string, SortedSet<string>> references) =>
        string.Join('\n', references.OrderBy(project => project.Key, StringComparer.Ordinal)
            .Select(project => $"{project.Key}: {string.Join(", ", project.Value)}"));
}
