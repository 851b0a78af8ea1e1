using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Suppressions;

/// <param name="Findings">Those that were given, the covered ones with their suppression, and what is to be said of the ignores themselves.</param>
/// <param name="Notes">What ends soon.</param>
public sealed record SuppressionResult(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes);
