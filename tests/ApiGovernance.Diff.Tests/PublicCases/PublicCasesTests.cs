using System.Globalization;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.PublicCases;

/// <summary>
/// The small pairs on which oasdiff tests itself: every id that it reports and that we have is among ours, or <c>exceptions.tsv</c> says
/// for which pair and why it is not. A yardstick, not the truth.
/// </summary>
public sealed class PublicCasesTests
{
    private static readonly HashSet<string> Catalog = [.. ChangeCatalog.All.Select(change => change.Id)];

    [Fact]
    public void Every_id_that_oasdiff_reports_is_among_ours_or_has_its_reason()
    {
        JsonNode[] rows = [.. Rows().DistinctBy(row => $"{row["base"]} {row["revision"]} {row["minSunsetBetaDays"]} {row["minSunsetStableDays"]}")];
        SortedSet<string> missing = new(StringComparer.Ordinal);
        int compared = 0, met = 0;
        foreach (JsonNode row in rows)
        {
            if (Read(row["base"]) is not { } before || Read(row["revision"]) is not { } after)
                continue;
            compared++;
            HashSet<string> ours = [.. Compare(row, before, after)];
            foreach (string id in row["allIds"]!.AsArray().Select(id => id!.ToString()).Where(Catalog.Contains).Distinct())
            {
                if (ours.Contains(id))
                    met++;
                else
                    missing.Add($"{Pair(row)} {id}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} pairs: {met} ids met, {missing.Count} otherwise");
        compared.ShouldBeGreaterThan(200);
        met.ShouldBeGreaterThan(250);
        string[] explained = [.. Exceptions().Select(row => $"{row[0]} {row[1]}")];
        missing.Except(explained).ShouldBeEmpty("oasdiff reports it, we do not, and nobody says why.");
        explained.Except(missing).ShouldBeEmpty("It is reported now: the exception is out of date.");
    }

    [Fact]
    public void Every_exception_has_a_reason() => Exceptions().ShouldAllBe(row => row.Length == 3 && row[2].Length > 10);

    private static IEnumerable<string> Compare(JsonNode row, ApiContract before, ApiContract after)
    {
        int beta = row["minSunsetBetaDays"]!.GetValue<int>(), stable = row["minSunsetStableDays"]!.GetValue<int>();
        string notice = string.Create(CultureInfo.InvariantCulture, $"{{requireSunset: {(stable > 0 ? "true" : "false")}, days: {{beta: {beta}, stable: {stable}}}}}");
        byte[] policy = System.Text.Encoding.UTF8.GetBytes($"apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {{name: case}}\nspec: {{notice: {notice}}}\n");
        DiffResult result = ContractDiff.Compare(before, after, CompatibilityPolicy.Read(DocumentReader.Read("policy.yaml", policy)).Policy, new DiffOptions { Today = new DateOnly(2026, 11, 28) });
        return result.Findings.Concat(result.NotCompared).Select(finding => finding.RuleId);
    }

    private static string Folder => RepositoryPaths.RequireShared("oasdiff-cases");

    private static IEnumerable<JsonNode> Rows() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "index.json")))!.AsArray().OfType<JsonNode>();

    /// <summary><c>checker/base.yaml->checker/revision.yaml</c>, without what all paths begin with.</summary>
    private static string Pair(JsonNode row) => $"{Short(row["base"])}->{Short(row["revision"])}";

    private static string Short(JsonNode? path) => path!.ToString().Replace("specs/data/", "", StringComparison.Ordinal).Replace("specs/", "", StringComparison.Ordinal);

    private static IEnumerable<string[]> Exceptions() =>
        File.ReadLines(RepositoryPaths.At("tests/ApiGovernance.Diff.Tests/PublicCases/exceptions.tsv")).Skip(1).Select(line => line.Split('\t'));

    private static ApiContract? Read(JsonNode? path) =>
        path is not null && File.Exists(Path.Combine(Folder, path.ToString())) ? ContractReader.FromFile(Path.Combine(Folder, path.ToString())).Contract : null;
}
