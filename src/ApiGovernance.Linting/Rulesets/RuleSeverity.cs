using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Severities as rulesets spell them.</summary>
internal static class RuleSeverity
{
    public const string Fix = "Use error, warn, info, hint or off (or 0 to 3, and -1 for off).";

    /// <summary>The severity, or off; null when it is none.</summary>
    public static RuleWeight? Read(DocumentNode node) => node is { Kind: NodeKind.String or NodeKind.Number } ? node.Text switch
    {
        "error" or "0" => new RuleWeight(Severity.Error),
        "warn" or "1" => new RuleWeight(Severity.Warning),
        "info" or "2" => new RuleWeight(Severity.Info),
        "hint" or "3" => new RuleWeight(Severity.Hint),
        "off" or "-1" => RuleWeight.Off,
        _ => null,
    }
    : null;
}

/// <summary>How much a rule's findings weigh; null: they are dropped.</summary>
internal readonly record struct RuleWeight(Severity? Severity)
{
    public static readonly RuleWeight Off = new((Severity?)null);

    public bool IsOff => Severity is null;
}
