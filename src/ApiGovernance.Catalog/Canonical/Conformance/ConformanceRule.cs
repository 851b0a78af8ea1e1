using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>One way in which a contract differs from the canonical model.</summary>
/// <param name="Severity">For a schema that says which entity it carries. For one that was recognised, an error is a warning.</param>
/// <param name="Credit">What the field still counts in the score, in hundredths.</param>
public sealed record ConformanceRule(string Id, Severity Severity, int Credit, string Meaning, string Fix);
