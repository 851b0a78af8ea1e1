using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Parameters;

/// <summary>Lists in lists of Swagger 2.0: each level is split by a character of its own (`items.collectionFormat`).</summary>
internal static class NestedLists
{
    private const int MaxDepth = 8;

    /// <param name="before">A parameter, header or items object.</param>
    public static (string Before, string After)? Difference(DocumentNode? before, DocumentNode? after)
    {
        for (int i = 0; i < MaxDepth; i++)
        {
            (before, after) = (before?["items"], after?["items"]);
            if (before?["type"]?.AsString != "array" || after?["type"]?.AsString != "array")
                return null;
            (string was, string now) = (Spelled(before), Spelled(after));
            if (was != now)
                return (was, now);
        }

        return null;
    }

    private static string Spelled(DocumentNode list) => list["collectionFormat"]?.AsString switch
    {
        "ssv" => "a b",
        "tsv" => "a\tb",
        "pipes" => "a|b",
        _ => "a,b",
    };
}
