using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths;

/// <summary>A value with its references replaced by what they name, for functions that look at a whole tree.</summary>
internal static class Expansion
{
    /// <summary>Values of one expansion; beyond, references stay as they are written.</summary>
    private const int Budget = 20_000;

    public static DocumentNode Expand(ResolvedNode place, DocumentBundle bundle)
    {
        int left = Budget;
        return Expand(place, bundle, [], ref left);
    }

    private static DocumentNode Expand(ResolvedNode place, DocumentBundle bundle, HashSet<(string, string)> open, ref int left)
    {
        ResolvedNode target = bundle.Follow(place) ?? place;
        left--;
        // A circle, or an expansion without end: what is written is shown.
        if (left < 0 || target.Node is { IsObject: false, IsArray: false } || !open.Add((target.DocumentUri, target.Pointer)))
            return left < 0 || target.Node.IsObject || target.Node.IsArray ? place.Node : target.Node;
        DocumentNode expanded;
        if (target.Node.IsObject)
        {
            List<DocumentMember> members = [];
            foreach ((DocumentMember member, ResolvedNode value) in target.Members())
                members.Add(member with { Value = Expand(value, bundle, open, ref left) });
            expanded = DocumentNode.Object(target.Node.Span, members);
        }
        else
        {
            List<DocumentNode> items = [];
            foreach (ResolvedNode item in target.Items())
                items.Add(Expand(item, bundle, open, ref left));
            expanded = DocumentNode.Array(target.Node.Span, items);
        }

        open.Remove((target.DocumentUri, target.Pointer));
        return expanded;
    }
}
