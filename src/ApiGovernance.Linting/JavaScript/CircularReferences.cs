using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// The references of a view that, followed again and again, lead back to themselves. The document is cut into regions: its root, and the
/// target of every reference; references and nesting are the ways between them. A reference is circular when it stands in a region that
/// its target leads back to.
/// </summary>
internal sealed class CircularReferences
{
    private readonly DocumentView _view;
    private readonly HashSet<DocumentNode> _targets = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DocumentNode, List<DocumentNode>> _ways = new(ReferenceEqualityComparer.Instance);
    private readonly List<(DocumentNode Reference, DocumentNode Region, DocumentNode Target)> _references = [];

    private CircularReferences(DocumentView view) => _view = view;

    public static HashSet<DocumentNode> Of(DocumentView view)
    {
        CircularReferences regions = new(view);
        foreach (SourceDocument document in view.Bundle.Documents.Values)
            regions.FindTargets(document.Root);
        foreach (SourceDocument document in view.Bundle.Documents.Values)
            regions.FindWays(document.Root);
        Dictionary<DocumentNode, int> cycles = regions.Components();
        HashSet<DocumentNode> circular = new(ReferenceEqualityComparer.Instance);
        foreach ((DocumentNode reference, DocumentNode region, DocumentNode target) in regions._references)
        {
            if (cycles[region] == cycles[target])
                circular.Add(reference);
        }

        return circular;
    }

    private void FindTargets(DocumentNode root)
    {
        Stack<DocumentNode> open = new([root]);
        while (open.TryPop(out DocumentNode? node))
        {
            if (_view.Follow(node) is var target && !ReferenceEquals(target, node))
                _targets.Add(target);
            Push(node, child => open.Push(child));
        }
    }

    private void FindWays(DocumentNode root)
    {
        Stack<(DocumentNode Node, DocumentNode Region)> open = new([(root, root)]);
        _ways.TryAdd(root, []);
        while (open.TryPop(out (DocumentNode Node, DocumentNode Region) top))
        {
            DocumentNode region = top.Region;
            if (_targets.Contains(top.Node) && !ReferenceEquals(top.Node, region))
            {
                _ways[region].Add(top.Node);
                region = top.Node;
                _ways.TryAdd(region, []);
            }

            if (_view.Follow(top.Node) is var target && !ReferenceEquals(target, top.Node))
            {
                _ways[region].Add(target);
                _references.Add((top.Node, region, target));
            }

            Push(top.Node, child => open.Push((child, region)));
        }
    }

    private static void Push(DocumentNode node, Action<DocumentNode> push)
    {
        for (int i = 0; i < node.Members.Count; i++)
        {
            if (node.Members[i].Value is { Kind: NodeKind.Object or NodeKind.Array } value)
                push(value);
        }

        for (int i = 0; i < node.Items.Count; i++)
        {
            if (node.Items[i] is { Kind: NodeKind.Object or NodeKind.Array } item)
                push(item);
        }
    }

    /// <summary>Tarjan's strongly connected components, on a stack of its own: references may form long chains.</summary>
    private Dictionary<DocumentNode, int> Components()
    {
        Dictionary<DocumentNode, int> component = new(ReferenceEqualityComparer.Instance), index = new(ReferenceEqualityComparer.Instance), low = new(ReferenceEqualityComparer.Instance);
        Stack<DocumentNode> pending = new();
        Stack<(DocumentNode Region, int Next)> open = new();
        int components = 0;
        foreach (DocumentNode start in _ways.Keys)
        {
            if (!index.ContainsKey(start))
                Enter(start);
            while (open.TryPop(out (DocumentNode Region, int Next) top))
            {
                List<DocumentNode> ways = _ways.GetValueOrDefault(top.Region) ?? [];
                if (top.Next > 0)
                    low[top.Region] = Math.Min(low[top.Region], component.ContainsKey(ways[top.Next - 1]) ? int.MaxValue : low[ways[top.Next - 1]]);
                if (top.Next < ways.Count)
                {
                    open.Push((top.Region, top.Next + 1));
                    if (!index.ContainsKey(ways[top.Next]))
                        Enter(ways[top.Next]);
                }
                else if (low[top.Region] == index[top.Region])
                {
                    while (pending.Pop() is var member)
                    {
                        component[member] = components;
                        if (ReferenceEquals(member, top.Region))
                            break;
                    }

                    components++;
                }
            }
        }

        return component;

        void Enter(DocumentNode region)
        {
            low[region] = index[region] = index.Count;
            pending.Push(region);
            open.Push((region, 0));
        }
    }
}
