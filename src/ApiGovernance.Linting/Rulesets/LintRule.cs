using ApiGovernance.Linting.Fixes;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Rulesets.Overrides;
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

    /// <summary>Other severities in some files and places.</summary>
    public IReadOnlyList<ScopedWeight> Scopes { get; init; } = [];

    /// <summary>The rule is off but for some places, so that only findings there count.</summary>
    public bool OnlyInScopes { get; init; }

    /// <summary>A finding with the severity that holds where it is; null where the rule is off.</summary>
    /// <param name="rootPath">The path of the document that is linted: for it, severities of whole files are in the rule already.</param>
    public Finding? Weigh(Finding finding, string rootPath)
    {
        if (Scopes.Count == 0 || finding.Source is not { } source)
            return finding;
        RuleWeight weight = OnlyInScopes ? RuleWeight.Off : new RuleWeight(Severity);
        int best = int.MinValue;
        foreach (ScopedWeight scope in Scopes)
        {
            if ((scope.File.Pointer is null && source.File == rootPath) || scope.Fit(finding.Pointer) is not { } fit || fit < best || !scope.Matches(source.File))
                continue;
            (best, weight) = (fit, scope.Weight);
        }

        return weight.Severity is { } severity ? finding with { Severity = severity } : null;
    }
}

/// <param name="Field">Null: the value itself.</param>
/// <param name="FunctionName">As the ruleset names it.</param>
internal sealed record RuleAction(RuleField? Field, LintFunction Function, string FunctionName);
