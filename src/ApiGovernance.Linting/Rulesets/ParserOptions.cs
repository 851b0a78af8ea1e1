using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>`parserOptions`: how much some findings of the document reader weigh.</summary>
internal static class ParserOptions
{
    /// <summary>The reader's findings by the option that is about them.</summary>
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["document-duplicate-key"] = "duplicateKeys",
        ["document-yaml-not-json"] = "incompatibleValues",
        ["document-yaml-tag"] = "incompatibleValues",
    };

    public static IReadOnlyList<Finding> Apply(DocumentNode? options, IReadOnlyList<Finding> findings) => options is null ? findings : [.. findings.Select(finding => Weighed(options, finding)).OfType<Finding>()];

    private static Finding? Weighed(DocumentNode options, Finding finding)
    {
        if (!Options.TryGetValue(finding.RuleId, out string? option) || options[option] is not { } written || RuleSeverity.Read(written) is not { } weight)
            return finding;
        return weight.Severity is { } severity ? finding with { Severity = severity } : null;
    }
}
