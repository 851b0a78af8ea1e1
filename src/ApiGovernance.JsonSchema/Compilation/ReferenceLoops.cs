using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>Finds schemas that apply to a value by way of themselves, without ever stepping into the value.</summary>
internal static class ReferenceLoops
{
    public static void Find(IEnumerable<SchemaNode> nodes, SchemaCompiler compiler)
    {
        var done = new HashSet<SchemaNode>();
        var onPath = new HashSet<SchemaNode>();
        var path = new Stack<(SchemaNode Node, int Next)>();
        foreach (SchemaNode start in nodes)
        {
            if (done.Contains(start))
                continue;
            path.Push((start, 0));
            onPath.Add(start);
            while (path.TryPop(out (SchemaNode Node, int Next) step))
            {
                if (step.Next == step.Node.InPlace.Count)
                {
                    onPath.Remove(step.Node);
                    done.Add(step.Node);
                    continue;
                }

                path.Push((step.Node, step.Next + 1));
                (SchemaNode target, string keyword) = step.Node.InPlace[step.Next];
                if (onPath.Contains(target))
                {
                    string message = $"This leads back to '{target.Location("")}' without progress in the value: it would never end.";
                    compiler.Problem(step.Node, keyword, message, fatal: true);
                }
                else if (!done.Contains(target))
                {
                    onPath.Add(target);
                    path.Push((target, 0));
                }
            }
        }
    }
}
