using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog;

/// <summary>The catalog folder or the policies have errors. Nothing was changed in the store.</summary>
public sealed class CatalogStartupException : Exception
{
    public CatalogStartupException(string message, IReadOnlyList<Finding> findings)
        : base(Describe(message, findings)) => Findings = findings;

    /// <summary>All of them, warnings included.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Describe(string message, IReadOnlyList<Finding> findings) => string.Join(
        Environment.NewLine,
        findings.Where(finding => finding.Severity == Severity.Error).Select(finding => $"  {(finding.Source is { } place ? $"{place}: " : "")}{finding.Message} {finding.Fix}".TrimEnd()).Prepend(message));
}
