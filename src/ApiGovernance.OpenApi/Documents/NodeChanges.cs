namespace ApiGovernance.OpenApi.Documents;

/// <summary>Changes to a tree, by the identity of its nodes; what is not changed is shared with the tree before.</summary>
internal sealed class NodeChanges
{
    private readonly Dictionary<DocumentNode, string> _texts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DocumentNode, HashSet<string>> _dropped = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DocumentNode, Dictionary<string, string>> _renamed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Another text for a string node.</summary>
    public void Replace(DocumentNode node, string text) => _texts[node] = text;

    public void Drop(DocumentNode owner, string member)
    {
        if (!_dropped.TryGetValue(owner, out HashSet<string>? names))
            _dropped.Add(owner, names = new HashSet<string>(StringComparer.Ordinal));
        names.Add(member);
    }

    public void Rename(DocumentNode owner, string member, string name)
    {
        if (!_renamed.TryGetValue(owner, out Dictionary<string, string>? names))
            _renamed.Add(owner, names = new Dictionary<string, string>(StringComparer.Ordinal));
        names[member] = name;
    }

    /// <remarks>As deep as the reader let the document be.</remarks>
    public DocumentNode Apply(DocumentNode node) => node.Kind switch
    {
        NodeKind.String when _texts.TryGetValue(node, out string? text) => DocumentNode.String(node.Span, text),
        NodeKind.Array => Items(node),
        NodeKind.Object => Members(node),
        _ => node,
    };

    private DocumentNode Items(DocumentNode node)
    {
        DocumentNode[] items = [.. node.Items.Select(Apply)];
        return items.Where((item, i) => !ReferenceEquals(item, node.Items[i])).Any() ? DocumentNode.Array(node.Span, items) : node;
    }

    private DocumentNode Members(DocumentNode node)
    {
        HashSet<string>? dropped = _dropped.GetValueOrDefault(node);
        Dictionary<string, string>? renamed = _renamed.GetValueOrDefault(node);
        bool changed = dropped is not null || renamed is not null;
        var members = new List<DocumentMember>(node.Members.Count);
        foreach (DocumentMember member in node.Members)
        {
            if (dropped?.Contains(member.Name) == true)
                continue;
            DocumentNode value = Apply(member.Value);
            string name = renamed?.GetValueOrDefault(member.Name) ?? member.Name;
            changed |= !ReferenceEquals(value, member.Value);
            members.Add(ReferenceEquals(value, member.Value) && name == member.Name ? member : new DocumentMember(name, member.NameSpan, value));
        }

        return changed ? DocumentNode.Object(node.Span, members) : node;
    }
}
