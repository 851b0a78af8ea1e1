using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Tests.Paths;

/// <summary>
/// A document with every reference replaced by a copy of what it leads to: the obvious way to look at it, and a slow one. Each value
/// remembers where it is written.
/// </summary>
internal sealed class ExpandedNode
{
    private ExpandedNode(DocumentNode value, string pointer, ExpandedNode? parent, string key) => (Value, Pointer, Parent, Key) = (value, pointer, parent, key);

    public DocumentNode Value { get; }

    /// <summary>Where the value is written.</summary>
    public string Pointer { get; }

    public ExpandedNode? Parent { get; }

    public string Key { get; }

    public List<ExpandedNode> Children { get; } = [];

    public static ExpandedNode Of(DocumentNode root, bool follow) => Expand(root, root, "", null, "", follow);

    public IEnumerable<ExpandedNode> Below() => Children.SelectMany(child => child.Below().Prepend(child));

    public ExpandedNode? this[string name] => Value.IsObject ? Children.Find(child => child.Key == name) : null;

    private static ExpandedNode Expand(DocumentNode root, DocumentNode written, string pointer, ExpandedNode? parent, string key, bool follow)
    {
        DocumentNode node = written;
        while (follow && node["$ref"]?.AsString is { } reference)
            (node, pointer) = (JsonPointer.Evaluate(root, reference[1..])!, reference[1..]);
        ExpandedNode expanded = new(node, pointer, parent, key);
        foreach (DocumentMember member in node.Members)
            expanded.Children.Add(Expand(root, member.Value, JsonPointer.Append(pointer, member.Name), expanded, member.Name, follow));
        for (int i = 0; i < node.Items.Count; i++)
            expanded.Children.Add(Expand(root, node.Items[i], JsonPointer.Append(pointer, i), expanded, i.ToString(System.Globalization.CultureInfo.InvariantCulture), follow));
        return expanded;
    }
}
