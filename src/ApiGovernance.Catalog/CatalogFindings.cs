using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog;

/// <summary>Makes the findings of this module.</summary>
internal static class CatalogFindings
{
    public static Finding Policy(string rule, string message, string fix, SourceSpan? source = null, string pointer = "", Severity severity = Severity.Error) =>
        Create(FindingKind.Policy, severity, rule, message, fix, source, pointer);

    public static Finding Catalog(string rule, string message, string fix, SourceSpan? source = null, string pointer = "", Severity severity = Severity.Error) =>
        Create(FindingKind.Catalog, severity, rule, message, fix, source, pointer);

    private static Finding Create(
        FindingKind kind, Severity severity, string rule, string message, string fix, SourceSpan? source, string pointer) => new()
        {
            Kind = kind,
            RuleId = rule,
            Severity = severity,
            Message = message,
            Fix = fix,
            Source = source,
            Pointer = pointer,
        };
}
