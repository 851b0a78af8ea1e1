using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>Collects findings of kind <see cref="FindingKind.Catalog"/>.</summary>
internal sealed class DescriptorFindings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public bool HasErrors => _all.Exists(f => f.Severity == Severity.Error);

    public void Error(string rule, string message, string? fix, SourceSpan? source, string pointer) =>
        _all.Add(Create(Severity.Error, rule, message, fix, source, pointer));

    public void Warning(string rule, string message, string? fix, SourceSpan? source, string pointer = "") =>
        _all.Add(Create(Severity.Warning, rule, message, fix, source, pointer));

    public void Add(IEnumerable<Finding> findings) => _all.AddRange(findings);

    public void WrongType(string label, string expected, DocumentNode value, string pointer)
    {
        string actual = value.Kind switch
        {
            NodeKind.Null => "empty",
            NodeKind.Object => "an object",
            NodeKind.Array => "a list",
            NodeKind.String => "text",
            _ => value.Text!,
        };
        // What YAML takes for a number, a boolean or null is text in quotes.
        string? fix = expected == "text" && value.Kind is NodeKind.Number or NodeKind.Boolean ? $"Put it in quotes: \"{value.Text}\"." : null;
        Error("descriptor-type", $"`{label}` is {actual}; it must be {expected}.", fix, value.Span, pointer);
    }

    private static Finding Create(Severity severity, string rule, string message, string? fix, SourceSpan? source, string pointer) => new()
    {
        Kind = FindingKind.Catalog,
        RuleId = rule,
        Severity = severity,
        Message = message,
        Fix = fix,
        Source = source,
        Pointer = pointer,
    };
}
