using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>What a schema says of a value before there is one; follows $ref, allOf, anyOf and oneOf.</summary>
internal static class ShapeQueries
{
    public static JsonTypes Types(SchemaNode node) => Types(node, []);

    public static SchemaNode? Items(SchemaNode node) => Find(node, static (shape, _) => shape.Items, "", []);

    public static SchemaNode? Property(SchemaNode node, string name) =>
        Find(node, static (shape, property) => shape.Properties.GetValueOrDefault(property), name, []);

    private static JsonTypes Types(SchemaNode node, HashSet<SchemaNode> path)
    {
        if (!path.Add(node))
            return JsonTypes.Any;
        JsonTypes types = node.Shape.Types;
        foreach (SchemaNode also in node.Shape.All)
            types &= Types(also, path);
        foreach (SchemaNode[] alternatives in node.Shape.Any)
            types &= alternatives.Aggregate(JsonTypes.None, (union, alternative) => union | Types(alternative, path));
        path.Remove(node);
        return types;
    }

    private static SchemaNode? Find(SchemaNode node, Func<SchemaShape, string, SchemaNode?> select, string name, HashSet<SchemaNode> visited)
    {
        if (!visited.Add(node))
            return null;
        if (select(node.Shape, name) is { } found)
            return found;
        foreach (SchemaNode also in node.Shape.All.Concat(node.Shape.Any.SelectMany(static a => a)))
        {
            if (Find(also, select, name, visited) is { } inner)
                return inner;
        }

        return null;
    }
}
