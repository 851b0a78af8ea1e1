using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Keywords about arrays. `items` with a list and `additionalItems` are what `prefixItems` and `items` are since 2020-12.</summary>
internal static class ArrayReading
{
    public static void Read(ResolvedNode place, SchemaShape shape, SchemaSpace space)
    {
        DocumentNode node = place.Node;
        List<SchemaTerm> prefix = [];
        SchemaTerm? rest = null;
        ResolvedNode? items = place.Member("items");
        bool old = space.Dialect is SchemaDialect.Swagger20 or SchemaDialect.OpenApi30;
        if (items is { Node.IsArray: true } && !old)
        {
            prefix.AddRange(items.Items().Select(space.Of));
            rest = place.Member("additionalItems") is { } additional ? space.Of(additional) : null;
        }
        else if (items is { Node.IsArray: false })
        {
            rest = space.Of(items);
        }

        if (!old && place.Member("prefixItems") is { Node.IsArray: true } tuple)
            prefix.AddRange(tuple.Items().Select(space.Of));
        List<Contains> contains = [];
        long least = Counts.Of(node, "minItems", place, shape) ?? 0;
        long? most = Counts.Of(node, "maxItems", place, shape);
        if (!old && place.Member("contains") is { } any && IsAnything(any.Node))
        {
            // Items of any kind are just items.
            least = Math.Max(least, Counts.Of(node, "minContains", place, shape) ?? 1);
            most = ShapeMerging.Least(most, Counts.Of(node, "maxContains", place, shape));
        }
        else if (!old && place.Member("contains") is { } some)
        {
            contains.Add(new Contains(space.Of(some), Counts.Of(node, "minContains", place, shape) ?? 1, Counts.Of(node, "maxContains", place, shape)));
        }

        ArrayRules rules = new()
        {
            Prefix = prefix,
            Items = rest == space.Anything ? null : rest,
            MinItems = least,
            MaxItems = most,
            Unique = node["uniqueItems"]?.AsBoolean == true,
            // At least none, and no most: nothing is said.
            Contains = [.. contains.Where(one => one.Min > 0 || one.Max is not null)],
            Place = place,
        };
        if (!rules.IsFree)
            shape.Arrays = rules;
    }

    private static bool IsAnything(DocumentNode schema) => schema.AsBoolean == true || schema is { IsObject: true, Members.Count: 0 };
}
