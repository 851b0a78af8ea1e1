using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What was not judged. Silence about it would look like an answer.</summary>
internal static class NotComparedChanges
{
    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Warns("schema-not-compared", ChangeDirection.None, "a schema differs in a way that could not be judged", "Compare the two by hand, or write the schema with keywords that can be compared."),
        Define.Warns("operation-not-compared", ChangeDirection.None, "an operation matches the same requests as another one of its document, so nobody can say which of the two a caller means", "Merge the paths, or tell them apart by a fixed segment."),
        Define.Warns("part-not-read", ChangeDirection.None, "a part of a document could not be read, so it was not compared", "Correct the document."),
    ];
}
