using System.Text;

namespace ApiGovernance.JsonSchema.Observation;

/// <summary>Writes the tree of what was seen as paths.</summary>
internal static class UsagePaths
{
    public static IReadOnlyList<FieldPathUsage> Of(UsageNode root)
    {
        var paths = new List<FieldPathUsage>();
        var left = new Stack<(UsageNode Node, string Path)>();
        left.Push((root, ""));
        while (left.TryPop(out (UsageNode Node, string Path) next))
        {
            if (next.Node.Instances > 0)
                paths.Add(new FieldPathUsage(next.Path, next.Node.Instances, next.Node.IsNamed));
            foreach (UsageNode child in Children(next.Node))
                left.Push((child, next.Path + "/" + Step(child)));
        }

        paths.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return paths;
    }

    /// <summary>How often the node and those below it were counted.</summary>
    public static long Total(UsageNode node)
    {
        long total = 0;
        var left = new Stack<UsageNode>([node]);
        while (left.TryPop(out UsageNode? next))
        {
            total += next.Instances;
            foreach (UsageNode child in Children(next))
                left.Push(child);
        }

        return total;
    }

    public static IEnumerable<UsageNode> Children(UsageNode node)
    {
        IEnumerable<UsageNode> properties = node.Children?.Values ?? Enumerable.Empty<UsageNode>();
        return node.Items is null ? properties : properties.Append(node.Items);
    }

    private static string Step(UsageNode node)
    {
        if (node.IsItem)
            return "*";
        string name = Encoding.UTF8.GetString(node.Name);
        return name == "*" ? "~2" : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }
}
