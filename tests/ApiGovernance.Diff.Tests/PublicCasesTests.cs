using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests;

/// <summary>The small pairs on which the field's tools test themselves: a yardstick for coverage, and a fuzz of shapes.</summary>
public sealed class PublicCasesTests
{
    [Fact]
    public void Every_pair_is_compared_and_most_known_breaking_ones_are_not_compatible()
    {
        string folder = Path.Combine(RepositoryPaths.RequireShared(), "oasdiff-cases");
        int known = 0, seen = 0;
        List<string> missed = [];
        foreach (JsonNode row in JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "index.json")))!.AsArray().OfType<JsonNode>().DistinctBy(row => $"{row["base"]} {row["revision"]}"))
        {
            if (Read(folder, row["base"]) is not { } before || Read(folder, row["revision"]) is not { } after)
                continue;
            DiffResult result = ContractDiff.Compare(before, after, CompatibilityPolicy.Default);
            seen++;
            string[] errors = [.. row["allIds"]!.AsArray().Select(id => id!.ToString())];
            if (errors.Length == 0)
                continue;
            known++;
            if (result.RequiredBump is VersionBump.None or VersionBump.Patch)
                missed.Add($"{row["case"]}: {string.Join(", ", errors)}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{seen} pairs, {known} with a change that oasdiff reports, {missed.Count} without one here:\n" + string.Join("\n", missed));
        seen.ShouldBeGreaterThan(100);
        missed.Count.ShouldBeLessThan(known / 5);
    }

    private static ApiContract? Read(string folder, JsonNode? path) =>
        path is not null && File.Exists(Path.Combine(folder, path.ToString())) ? ContractReader.FromFile(Path.Combine(folder, path.ToString())).Contract : null;
}
