using ApiGovernance.Linting.Fixes;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting;

/// <summary>What a run over one document found, and which rules ran.</summary>
/// <param name="Findings">Ordered, without duplicates.</param>
/// <param name="Rules">Every rule of the rulesets whose formats match the document, in the order of the rulesets.</param>
public sealed record LintResult(IReadOnlyList<Finding> Findings, IReadOnlyList<RuleRun> Rules)
{
    internal IReadOnlyList<LintFix> Fixes { get; init; } = [];

    /// <summary>How many of the findings a program can mend (<see cref="LintFixer"/>).</summary>
    public int Fixable => Fixes.Count;
}

/// <summary>How a rule did on one document.</summary>
/// <param name="Summary">Its description, or its id where it has none.</param>
/// <param name="Targets">How many values its functions were run on.</param>
/// <param name="Findings">How many findings came of it.</param>
/// <param name="Time">Spent in its functions; zero unless the run was profiled.</param>
/// <param name="GivenUp">Why it did not run to its end; null when it did.</param>
public sealed record RuleRun(string Id, Severity Severity, string Summary, string? HelpUri, int Targets, int Findings, TimeSpan Time, string? GivenUp);
