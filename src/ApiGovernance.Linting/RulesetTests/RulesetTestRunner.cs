using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.RulesetTests;

/// <summary>What a case came to; it passed when there are no differences.</summary>
public sealed record RulesetTestResult(RulesetTestCase Case, IReadOnlyList<string> Differences)
{
    public bool Passed => Differences.Count == 0;
}

/// <summary>Runs the cases of a ruleset. Findings of rules that a case does not name are not its business, unless it says so with <c>*</c>.</summary>
public static class RulesetTestRunner
{
    private const string Everything = "*";

    /// <param name="load">A document that a case names as a file, by its path from the test file.</param>
    public static IReadOnlyList<RulesetTestResult> Run(RulesetTestFile file, Ruleset ruleset, Func<string, DocumentBundle> load)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(load);
        // A misspelt rule finds nothing, which would make every `absent` pass.
        HashSet<string> known = [.. ruleset.Describe().Select(rule => rule.Id)];
        return [.. file.Cases.Select(test => new RulesetTestResult(test, [.. Unknown(test, known), .. Differences(test, ruleset, load)]))];
    }

    /// <summary>The rules of a ruleset of which no case expects a finding: nothing shows that they find what they are for.</summary>
    public static IReadOnlyList<string> Untested(Ruleset ruleset, IEnumerable<RulesetTestCase> cases)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        HashSet<string> expected = [.. cases.SelectMany(test => test.Expect).Select(finding => finding.Rule)];
        // What it extends has tests of its own.
        return [.. ruleset.Describe().Where(rule => rule.Enabled && rule.DefinedIn == ruleset.Path && !expected.Contains(rule.Id)).Select(rule => rule.Id)];
    }

    private static IEnumerable<string> Unknown(RulesetTestCase test, HashSet<string> known) => test.Expect.Select(finding => finding.Rule).Concat(test.Absent)
        .Where(rule => rule != Everything && !known.Contains(rule)).Distinct(StringComparer.Ordinal).Select(rule => $"the ruleset has no rule `{rule}`");

    private static IEnumerable<string> Differences(RulesetTestCase test, Ruleset ruleset, Func<string, DocumentBundle> load)
    {
        DocumentBundle bundle = test.DocumentFile is { } path ? load(path) : DocumentBundle.FromBytes(test.DocumentPath, test.Text);
        if (!bundle.Root.IsReadable)
            return [$"the document cannot be read: {bundle.Root.Findings[0].Source} {bundle.Root.Findings[0].Message}"];
        LintResult result = Linter.Run(bundle, [ruleset]);
        List<Finding> found = [.. result.Findings];
        List<string> missing = [];
        // The most exact first, so that a vague one does not take what another one means.
        foreach (ExpectedFinding expected in test.Expect.OrderByDescending(Exactness))
        {
            if (found.FindIndex(expected.Is) is >= 0 and var at)
                found.RemoveAt(at);
            else
                missing.Add($"expected {expected}, and it is not found");
        }

        HashSet<string> named = [.. test.Expect.Select(finding => finding.Rule), .. test.Absent];
        bool everything = named.Contains(Everything);
        return
        [
            .. missing,
            .. found.Where(finding => everything || named.Contains(finding.RuleId)).Select(finding => $"not expected: {Shown(finding)}"),
            .. result.Rules.Where(rule => rule.GivenUp is not null && (everything || named.Contains(rule.Id))).Select(rule => $"`{rule.Id}` was given up: {rule.GivenUp}"),
        ];
    }

    private static int Exactness(ExpectedFinding expected) =>
        (expected.At is null ? 0 : 1) + (expected.Line is null ? 0 : 1) + (expected.Message is null ? 0 : 1) + (expected.Severity is null ? 0 : 1);

    private static string Shown(Finding finding) =>
        $"`{finding.RuleId}` at {(finding.Pointer.Length == 0 ? "the root" : finding.Pointer)} in line {finding.Source?.Line} as {OpenApi.Reports.ReportText.Word(finding.Severity)}: {finding.Message}";
}
