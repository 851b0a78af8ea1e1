using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Severities as policies write them.</summary>
internal static class SeverityWords
{
    private static readonly (string Name, Severity Severity)[] All =
        [("error", Severity.Error), ("warning", Severity.Warning), ("info", Severity.Info), ("hint", Severity.Hint)];

    public static Severity? Read(PolicyDocument policy, DocumentNode parent, string pointer, string name)
    {
        if (parent[name] is not { } node)
            return null;
        int at = Array.FindIndex(All, pair => pair.Name == node.AsString);
        if (at >= 0)
            return All[at].Severity;
        policy.Wrong(node, $"{pointer}/{name}", $"`{node.Text}` is no severity.", "Write error, warning, info or hint.");
        return null;
    }
}
