using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>
/// How many levels of a value a schema can look at. A rule that asks two levels of every operation need not have whole operations, with
/// all that their references lead to, written out.
/// </summary>
internal static class SchemaReach
{
    public const int Unbounded = int.MaxValue;

    private static readonly HashSet<string> SameLevel = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];

    private static readonly HashSet<string> SameLevelByName = ["dependentSchemas", "dependencies"];

    private static readonly HashSet<string> Below = ["items", "prefixItems", "additionalItems", "contains", "additionalProperties", "unevaluatedItems", "unevaluatedProperties"];

    private static readonly HashSet<string> BelowByName = ["properties", "patternProperties"];

    // Where a whole value is compared, all of it counts; a reference may lead anywhere.
    private static readonly HashSet<string> Whole = ["uniqueItems", "$ref", "$dynamicRef", "$recursiveRef"];

    // What is looked at without going below the members and items themselves.
    private static readonly HashSet<string> Members = ["required", "propertyNames", "minProperties", "maxProperties", "minItems", "maxItems", "dependentRequired"];

    public static int Of(DocumentNode schema)
    {
        if (!schema.IsObject)
            return 0;
        long reach = 0;
        foreach (DocumentMember member in schema.Members)
        {
            if (Whole.Contains(member.Name))
                return Unbounded;
            reach = Math.Max(reach, Reach(member));
        }

        return (int)Math.Min(reach, Unbounded);
    }

    private static long Reach(DocumentMember member)
    {
        if (member.Name is "const" or "enum")
            return Depth(member.Value) + 1;
        if (Members.Contains(member.Name))
            return 1;
        if (SameLevel.Contains(member.Name))
            return Each(member.Value, byName: false);
        if (SameLevelByName.Contains(member.Name))
            return Math.Max(1, Each(member.Value, byName: true));
        if (Below.Contains(member.Name))
            return 1 + Each(member.Value, byName: false);
        return BelowByName.Contains(member.Name) ? 1 + Each(member.Value, byName: true) : 0;
    }

    private static long Each(DocumentNode node, bool byName) => byName
        ? node.Members.Select(member => (long)Of(member.Value)).DefaultIfEmpty().Max()
        : node.IsArray ? node.Items.Select(item => (long)Of(item)).DefaultIfEmpty().Max() : Of(node);

    private static int Depth(DocumentNode node) =>
        node.Items.Concat(node.Members.Select(member => member.Value)).Select(child => Depth(child) + 1).DefaultIfEmpty().Max();
}
