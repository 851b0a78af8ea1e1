using ApiGovernance.Linting.Fixes;
using ApiGovernance.Linting.Functions;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>One rule, compiled: where it looks and what it asks.</summary>
internal sealed record LintRule(string Id, Severity Severity, RuleGiven Given, IReadOnlyList<RuleAction> Then)
{
    public string? Message { get; init; }

    public string? Description { get; init; }

    public string? HelpUri { get; init; }

    /// <summary>The document formats it is for; null for all.</summary>
    public FormatSet? Formats { get; init; }

    /// <summary>False: the rule looks at the document as it is written, references and all.</summary>
    public bool Resolved { get; init; } = true;

    /// <summary>How its findings can be mended by a program; null when they cannot.</summary>
    public RuleFix? Fix { get; init; }

    /// <summary>Where the rule is written.</summary>
    public required SourceSpan Source { get; init; }
}

/// <param name="Field">Null: the value itself.</param>
/// <param name="FunctionName">As the ruleset names it.</param>
internal sealed record RuleAction(RuleField? Field, LintFunction Function, string FunctionName);
