using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Views;

/// <summary>
/// A value and the way on which a view of the document led to it. The way is that of the view (through references); document and
/// pointer tell where the value is really written.
/// </summary>
internal sealed class DocumentPlace
{
    private readonly ResolvedNode? _target;
    private readonly string? _documentUri;
    private string? _pointer;

    public DocumentPlace(string documentUri, DocumentNode root) => (_documentUri, Name, Node, _pointer) = (documentUri, "", root, "");

    /// <param name="name">The member's name, or the index of an item.</param>
    /// <param name="target">Where a reference led to, when the value was reached through one.</param>
    public DocumentPlace(DocumentPlace? parent, string name, DocumentNode node, ResolvedNode? target) =>
        (Parent, Name, Node, _target) = (parent, name, node, target);

    public DocumentPlace? Parent { get; }

    /// <summary>The member's name, or the index of an item in decimal digits; empty for the root.</summary>
    public string Name { get; }

    public DocumentNode Node { get; }

    /// <summary>The name under which the value is really written: the last one of <see cref="Pointer"/>.</summary>
    public string WrittenName => _target is null ? Name : JsonPointer.Parse(_target.Pointer) is { Count: > 0 } names ? names[^1] : "";

    /// <summary>True when a reference stands where the way leads through: the value is written elsewhere.</summary>
    public bool IsReferenced => _target is not null;

    /// <summary>The <see cref="SourceDocument.Uri"/> of the file in which the value is written.</summary>
    public string DocumentUri => _target?.DocumentUri ?? _documentUri ?? Parent!.DocumentUri;

    /// <summary>JSON pointer of the value in that file.</summary>
    public string Pointer => _pointer ??= _target?.Pointer ?? JsonPointer.Append(Parent!.Pointer, Name);

    /// <summary>JSON pointer of the key under which the value, or the reference to it, is written.</summary>
    public string KeyPointer => Parent is null ? Pointer : JsonPointer.Append(Parent.Pointer, Name);

    /// <summary>The names on the way from the root of the view.</summary>
    public IReadOnlyList<string> Way()
    {
        List<string> way = [];
        for (DocumentPlace at = this; at.Parent is not null; at = at.Parent)
            way.Add(at.Name);
        way.Reverse();
        return way;
    }

    /// <summary>The place of a member (or, by its index, of an item); null when there is none.</summary>
    public DocumentPlace? Child(string name, DocumentView view) =>
        JsonPointer.Child(Node, name) is { } child ? Below(name, child, view) : null;

    /// <summary>The places of the members or items, in the order of the text.</summary>
    public IEnumerable<DocumentPlace> Children(DocumentView view)
    {
        for (int i = 0; i < Node.Members.Count; i++)
            yield return Below(Node.Members[i].Name, Node.Members[i].Value, view);
        for (int i = 0; i < Node.Items.Count; i++)
            yield return Below(i.ToString(CultureInfo.InvariantCulture), Node.Items[i], view);
    }

    /// <summary>
    /// Where an editor should go: the value of a scalar, the key of an object or array (whose text may begin lines further down).
    /// </summary>
    /// <param name="key">The key is meant, whatever the value.</param>
    public SourceSpan Span(DocumentView view, bool key = false)
    {
        if (!key && !Node.IsObject && !Node.IsArray)
            return Node.Span;
        // A key stands where it is written, whatever its value refers to.
        (DocumentNode? owner, string name) = key ? (Parent?.Node, Name) : Owner(view);
        if (owner is { IsArray: true } && key)
            return JsonPointer.Child(owner, name)?.Span ?? Node.Span;
        foreach (DocumentMember member in owner?.Members ?? [])
        {
            if (member.Name == name)
                return member.NameSpan;
        }

        return Node.Span;
    }

    /// <summary>The object or array in which the value is written, and under which name; null for the root of a file.</summary>
    public (DocumentNode? Owner, string Name) Owner(DocumentView view)
    {
        if (_target is null)
            return (Parent?.Node, Name);
        int last = _target.Pointer.LastIndexOf('/');
        if (last < 0 || !view.Bundle.Documents.TryGetValue(_target.DocumentUri, out SourceDocument? document))
            return (null, "");
        return (JsonPointer.Evaluate(document.Root, _target.Pointer[..last]), JsonPointer.Parse(_target.Pointer[last..])![0]);
    }

    private DocumentPlace Below(string name, DocumentNode child, DocumentView view) => new(this, name, view.Follow(child, out ResolvedNode? target), target);
}
