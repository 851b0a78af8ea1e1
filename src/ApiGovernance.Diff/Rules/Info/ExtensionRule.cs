using System.Text;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Info;

/// <summary>Extensions that this tool or its catalog reads; the others mean nothing here. `x-sunset` and `x-stability-level` have rules of their own.</summary>
internal static class ExtensionRule
{
    /// <param name="what">The part in words.</param>
    /// <param name="sentence">Of the operation that is being compared, so the part need not be named.</param>
    public static IEnumerable<Change> Check(ResolvedNode before, ResolvedNode after, string what, string identity, bool sentence = false)
    {
        foreach (string name in before.Node.Members.Concat(after.Node.Members).Select(member => member.Name).Where(IsKnown).Distinct(StringComparer.Ordinal))
        {
            string? was = Text(before.Node[name]), now = Text(after.Node[name]);
            if (was == now)
                continue;
            string change = now is null ? $"no longer has the extension `{name}`." : was is null ? $"has the extension `{name}` now: {now}." : $"has another `{name}`: {now}, before {was}.";
            yield return new Change("extension-changed", after.Member(name) ?? after, sentence ? change : $"{what} {change}")
            {
                Before = was,
                After = now,
                Was = before.Member(name) ?? before,
                Identity = $"{identity} {name}",
            };
        }
    }

    private static bool IsKnown(string name) => name.StartsWith("x-canonical", StringComparison.Ordinal) || name.StartsWith("x-apigov-", StringComparison.Ordinal);

    private static string? Text(DocumentNode? node) => node is null ? null : Encoding.UTF8.GetString(node.ToJson());
}
