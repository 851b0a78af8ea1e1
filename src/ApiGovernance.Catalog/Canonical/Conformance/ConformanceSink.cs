using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Collects findings. What several entities share, such as a type for money, is reported once.</summary>
internal sealed class ConformanceSink(ApiContract contract)
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<(string, string, string, string?, string?)> _seen = [];

    public IReadOnlyList<Finding> InOrder() =>
    [
        .. _findings.OrderBy(f => f.Source?.File, StringComparer.Ordinal).ThenBy(f => f.Source?.Line).ThenBy(f => f.Source?.Column)
            .ThenBy(f => f.RuleId, StringComparer.Ordinal).ThenBy(f => f.Before, StringComparer.Ordinal),
    ];

    /// <param name="subject">What of the canonical model is concerned: <c>order.placedAt</c>, <c>Money.currency</c>.</param>
    /// <param name="before">As the canonical model has it.</param>
    /// <param name="after">As it is here; null when it is not here.</param>
    public void Add(ConformanceRule rule, EntitySchema schema, ResolvedNode place, string subject, string message, string? before, string? after, string? fix = null)
    {
        if (!_seen.Add((rule.Id, place.DocumentUri, place.Pointer, before, after)))
            return;

        bool isRecognizedOnly = schema.Recognized?.Sign is RecognitionSign.Name or RecognitionSign.Fields;
        _findings.Add(new Finding
        {
            Kind = FindingKind.Conformance,
            RuleId = rule.Id,
            Severity = isRecognizedOnly && rule.Severity == Severity.Error ? Severity.Warning : rule.Severity,
            Message = message,
            Fix = fix ?? rule.Fix,
            Source = contract.Bundle.Documents[place.DocumentUri].SpanOf(place.Pointer),
            Pointer = place.Pointer,
            Operation = schema.Operations is [var only] ? only : null,
            Operations = schema.Operations.Count > 1 ? [.. schema.Operations] : [],
            Before = before,
            After = after,
            Identity = $"{subject} {SchemaPlace.AnchorOf(contract, place)}",
        });
    }
}
