using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Views;

/// <summary>
/// What every object with a `$ref` leads to. As for Spectral, any such object is a reference, in examples and extensions too.
/// </summary>
internal static class ReferenceTargets
{
    public static Dictionary<DocumentNode, ResolvedNode> Of(DocumentBundle bundle)
    {
        Dictionary<DocumentNode, ResolvedNode> targets = new(ReferenceEqualityComparer.Instance);
        foreach (SourceDocument document in bundle.Documents.Values)
            Scan(document, bundle, targets);
        return targets;
    }

    private static void Scan(SourceDocument document, DocumentBundle bundle, Dictionary<DocumentNode, ResolvedNode> targets)
    {
        // The way down, so that a pointer is spelled only where a reference stands. Its own stack: documents may be deep.
        Stack<(DocumentNode Node, int Next)> open = new([(document.Root, 0)]);
        // References with the same text under the same base lead to the same place.
        Dictionary<(string Base, string Text), ResolvedNode?> known = [];
        Visit(document.Root);
        while (open.TryPop(out (DocumentNode Node, int Next) top))
        {
            int count = top.Node.IsArray ? top.Node.Items.Count : top.Node.Members.Count;
            if (top.Next >= count)
                continue;
            open.Push((top.Node, top.Next + 1));
            DocumentNode child = top.Node.IsArray ? top.Node.Items[top.Next] : top.Node.Members[top.Next].Value;
            if (child.Kind is not (NodeKind.Object or NodeKind.Array))
                continue;
            open.Push((child, 0));
            Visit(child);
        }

        void Visit(DocumentNode node)
        {
            if (node["$ref"]?.AsString is not { } reference)
                return;
            ResolvedNode place = new(document.Uri, Pointer(open), node);
            (string, string) key = (bundle.BaseOf(place), reference);
            if (!known.TryGetValue(key, out ResolvedNode? target))
                known[key] = target = bundle.Follow(place);
            if (target is not null)
                targets[node] = target;
        }
    }

    private static string Pointer(Stack<(DocumentNode Node, int Next)> open)
    {
        string pointer = "";
        // The top is the node itself; of every other, the child before `Next` is on the way.
        foreach ((DocumentNode node, int next) in open.Skip(1).Reverse())
            pointer = node.IsArray ? JsonPointer.Append(pointer, next - 1) : JsonPointer.Append(pointer, node.Members[next - 1].Name);
        return pointer;
    }
}
