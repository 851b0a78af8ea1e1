using ApiGovernance.JsonSchema.Tests.Reference;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.Suite;

public sealed class SuiteTableTests(ITestOutputHelper output)
{
    private static readonly (string Draft, int Required, int Optional, int Format)[] s_totals =
    [
        ("draft4", 618, 100, 219), ("draft6", 839, 106, 325), ("draft7", 927, 118, 676), ("draft2019-09", 1259, 158, 757), ("draft2020-12", 1299, 162, 764),
    ];

    [Fact]
    public void Every_case_of_every_draft_passes_but_the_listed_ones()
    {
        SuiteRun[] runs = SuiteRun.Drafts();
        Print(runs);
        foreach ((string draft, int required, int optional, int format) in s_totals)
            runs.Where(r => r.Dialect == draft).Select(static r => r.Total).ShouldBe([required, optional, format]);
        runs.Where(static r => r.Part == SuiteRun.Required).SelectMany(static r => r.Failures).ShouldBeEmpty();

        string list = Path.Combine(AppContext.BaseDirectory, "Suite", "known-failures.txt");
        string[] known = [.. File.ReadAllLines(list).Where(static line => line.StartsWith("draft", StringComparison.Ordinal))];
        string[] failures = [.. runs.SelectMany(static r => r.Failures)];
        failures.Except(known).ShouldBeEmpty();
        known.Except(failures).ShouldBeEmpty("these pass now; take them off the list");
    }

    [Fact]
    public void The_dialects_of_openapi_differ_from_their_drafts_only_as_listed()
    {
        SuiteRun[] runs = SuiteRun.OpenApi();
        Print(runs);
        string[] found = [.. runs.SelectMany(static r => r.Failures
            .GroupBy(static f => f[(f.IndexOf('/', StringComparison.Ordinal) + 1)..f.IndexOf(':', StringComparison.Ordinal)], StringComparer.Ordinal)
            .Select(group => $"{r.Dialect}: {r.Part}/{group.Key}: {group.Count()}"))];
        foreach (string line in found)
            output.WriteLine(line);
        OpenApiDifferences.Lines.Select(static l => l.Line).ShouldBe(found, ignoreOrder: true);
    }

    [Fact]
    public void The_reference_page_says_what_the_suite_gave_and_what_is_checked()
    {
        string generated = JsonSchemaPage.Write([.. SuiteRun.Drafts(), .. SuiteRun.OpenApi()]);
        string file = RepositoryPaths.At("docs/reference/json-schema.md");
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, generated);
        File.Exists(file).ShouldBeTrue("docs/reference/json-schema.md is missing; `./test.sh --accept` writes it.");
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(generated, "docs/reference/json-schema.md is stale; `./test.sh --accept` rewrites it.");
    }

    private void Print(IEnumerable<SuiteRun> runs)
    {
        foreach (SuiteRun run in runs)
        {
            output.WriteLine($"{run.Dialect,-14} {run.Part,-9} {run.Passed,5} of {run.Total}");
            foreach (string failure in run.Failures)
                output.WriteLine("  " + failure);
        }
    }
}
