using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Makes the findings of the reader: always of kind <see cref="FindingKind.Document"/>.</summary>
internal static class DocumentFindings
{
    public static Finding Error(string rule, string message, string? fix, SourceSpan? source, string pointer = "") =>
        Create(Severity.Error, rule, message, fix, source, pointer);

    public static Finding Warning(string rule, string message, string? fix, SourceSpan? source, string pointer = "") =>
        Create(Severity.Warning, rule, message, fix, source, pointer);

    public static Finding Info(string rule, string message, string? fix, SourceSpan? source, string pointer = "") =>
        Create(Severity.Info, rule, message, fix, source, pointer);

    private static Finding Create(Severity severity, string rule, string message, string? fix, SourceSpan? source, string pointer) => new()
    {
        Kind = FindingKind.Document,
        RuleId = rule,
        Severity = severity,
        Message = message,
        Fix = fix,
        Source = source,
        Pointer = pointer,
    };
}
