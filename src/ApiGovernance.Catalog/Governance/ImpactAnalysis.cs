using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Joins what breaks with who was seen calling it.</summary>
internal static class ImpactAnalysis
{
    private const string Anonymous = "(anonymous)";

    public static IReadOnlyList<ConsumerImpact> Of(IEnumerable<Finding> breaking, IReadOnlyList<UsageRow> usage)
    {
        // A change of no single operation (security of the whole contract, for instance) concerns every caller.
        HashSet<string> operations = [];
        bool all = false;
        foreach (Finding finding in breaking)
        {
            all |= finding.Operation is null && finding.Operations.Count == 0;
            operations.UnionWith(finding.Operations.Append(finding.Operation).OfType<string>().Select(Shape));
        }

        return
        [
            // A call that was refused anyway (no scope, a broken body) is nothing that a change could break.
            .. usage.Where(row => row.Calls > row.Failures && (all || operations.Contains(Shape(row.Operation))))
                .GroupBy(row => (Consumer: row.Consumer ?? Anonymous, row.Operation))
                .Select(rows => new ConsumerImpact(rows.Key.Consumer, rows.Key.Operation, rows.Sum(row => row.Calls - row.Failures), rows.Max(row => row.LastCall)))
                .OrderByDescending(impact => impact.Calls)
                .ThenBy(impact => impact.Consumer, StringComparer.Ordinal)
                .ThenBy(impact => impact.Operation, StringComparer.Ordinal),
        ];
    }

    /// <summary>The operation with its path parameters' names erased: renaming one changes no call.</summary>
    private static string Shape(string operation)
    {
        if (!operation.Contains('{', StringComparison.Ordinal))
            return operation;
        System.Text.StringBuilder shape = new(operation.Length);
        bool inside = false;
        foreach (char c in operation)
        {
            if (c == '}')
                inside = false;
            if (!inside)
                shape.Append(c);
            if (c == '{')
                inside = true;
        }

        return shape.ToString();
    }
}
