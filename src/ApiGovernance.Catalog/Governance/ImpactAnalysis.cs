using ApiGovernance.Catalog.Usage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Joins what breaks with who was seen calling it.</summary>
internal static class ImpactAnalysis
{
    public static IReadOnlyList<ConsumerImpact> Of(IEnumerable<Finding> breaking, IReadOnlyList<UsageRow> usage)
    {
        // A change of no single operation (security of the whole contract, for instance) concerns every caller.
        HashSet<string> operations = [];
        bool all = false;
        foreach (Finding finding in breaking)
        {
            all |= finding.Operation is null && finding.Operations.Count == 0;
            operations.UnionWith(finding.Operations.Append(finding.Operation).OfType<string>().Select(OperationShape.Of));
        }

        return
        [
            // A call that was refused anyway (no scope, a broken body) is nothing that a change could break.
            .. usage.Where(row => row.Calls > row.Failures && (all || operations.Contains(OperationShape.Of(row.Operation))))
                .GroupBy(row => (Consumer: row.Consumer ?? ConsumerEvidence.Anonymous, row.Operation))
                .Select(rows => new ConsumerImpact(rows.Key.Consumer, rows.Key.Operation, rows.Sum(row => row.Calls - row.Failures), rows.Max(row => row.LastCall)))
                .OrderByDescending(impact => impact.Calls)
                .ThenBy(impact => impact.Consumer, StringComparer.Ordinal)
                .ThenBy(impact => impact.Operation, StringComparer.Ordinal),
        ];
    }
}
