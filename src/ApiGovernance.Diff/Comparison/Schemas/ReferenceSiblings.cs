using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>What stands beside a `$ref` and is not only for readers.</summary>
internal static class ReferenceSiblings
{
    private static readonly HashSet<string> ForReaders = new(StringComparer.Ordinal) { "$ref", "description", "summary", "title", "$comment", "externalDocs" };

    public static bool AreUnevaluated(DocumentNode node) => node["unevaluatedProperties"] is not null || node["unevaluatedItems"] is not null;

    public static bool Any(DocumentNode node)
    {
        foreach (DocumentMember member in node.Members)
        {
            if (!ForReaders.Contains(member.Name))
                return true;
        }

        return false;
    }
}
