using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using Jint;
using Jint.Native;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>The references of a document as Spectral's `documentInventory.graph` tells them: by file, from pointer to what is written there.</summary>
internal static class ReferenceGraph
{
    public static JsObject Of(Engine engine, DocumentView view, DocumentValues values)
    {
        JsObject nodes = new(engine);
        HashSet<DocumentNode> circular = CircularReferences.Of(view);
        foreach (SourceDocument document in view.Bundle.Documents.Values.OrderByDescending(document => document == view.Bundle.Root))
        {
            JsObject references = new(engine), node = new(engine);
            foreach ((string pointer, DocumentNode reference) in References(document.Root))
            {
                if (!circular.Contains(reference) && !ReferenceEquals(view.Follow(reference), reference))
                    references.CreateDataProperty("#" + Encoded(pointer), reference["$ref"]!.Text!);
            }

            node.CreateDataProperty("refMap", references);
            node.CreateDataProperty("data", values.OfMeant(document.Root));
            nodes.CreateDataProperty(document.Path, node);
        }

        JsObject graph = new(engine);
        graph.CreateDataProperty("nodes", nodes);
        return graph;
    }

    private static IEnumerable<(string Pointer, DocumentNode Reference)> References(DocumentNode root)
    {
        Stack<(string Pointer, DocumentNode Node)> open = new([("", root)]);
        while (open.TryPop(out (string Pointer, DocumentNode Node) top))
        {
            if (top.Node["$ref"]?.AsString is not null)
                yield return top;
            for (int i = top.Node.Items.Count - 1; i >= 0; i--)
                Push(i.ToString(System.Globalization.CultureInfo.InvariantCulture), top.Node.Items[i]);
            for (int i = top.Node.Members.Count - 1; i >= 0; i--)
                Push(top.Node.Members[i].Name, top.Node.Members[i].Value);

            void Push(string name, DocumentNode child)
            {
                if (child.IsObject || child.IsArray)
                    open.Push((JsonPointer.Append(top.Pointer, name), child));
            }
        }
    }

    // As the fragment of a URI, in the spelling of `pathToPointer`.
    private static string Encoded(string pointer) => string.Join('/', pointer.Split('/').Select(name => Uri.EscapeDataString(name)
        .Replace("%21", "!", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal).Replace("%27", "'", StringComparison.Ordinal)
        .Replace("%28", "(", StringComparison.Ordinal).Replace("%29", ")", StringComparison.Ordinal)));
}
