using System.Globalization;
using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Finds the references of a file in the order of its text. A member named <c>$ref</c> is one only where the format gives names their
/// meaning: not in examples, defaults, enumerations or extensions, and not as the name of a property.
/// </summary>
/// <remarks>It keeps its own stack, and spells a pointer only for what it finds: most values of a document are no references.</remarks>
internal sealed class ReferenceScan
{
    /// <summary>Where the pieces of a bundle were put when it became one document.</summary>
    public const string BundledKey = "x-apigov-bundled";

    private readonly DocumentIndex _index;
    private readonly ReferenceRules _rules;
    private Frame[] _open = new Frame[32];
    private int _depth;

    private ReferenceScan(string uri, ReferenceRules rules) => (_index, _rules) = (new DocumentIndex { DocumentUri = uri }, rules);

    public static DocumentIndex Of(SourceDocument document, ReferenceRules rules)
    {
        var scan = new ReferenceScan(document.Uri, rules);
        scan.Enter(document.Root, "", -1, ReferencePlace.Keywords, document.Uri);
        while (scan._depth > 0)
            scan.Step();
        return scan._index;
    }

    private void Step()
    {
        ref Frame top = ref _open[_depth - 1];
        int next = top.Next++;
        if (top.Node.IsArray)
        {
            if (next < top.Node.Items.Count)
                Enter(top.Node.Items[next], "", next, top.Place, top.Base);
            else
                _depth--;
        }
        else if (next < top.Node.Members.Count)
        {
            DocumentMember member = top.Node.Members[next];
            if (top.HasHiddenSiblings)
                return;
            ReferencePlace below = ReferencePlaces.Below(top.Place, member.Name, member.Value);
            if (below != ReferencePlace.Data && member.Value.Kind is NodeKind.Object or NodeKind.Array)
                Enter(member.Value, member.Name, -1, below, top.Base);
        }
        else
        {
            _depth--;
        }
    }

    private void Enter(DocumentNode node, string name, int item, ReferencePlace place, string baseUri)
    {
        if (node.Kind is not (NodeKind.Object or NodeKind.Array))
            return;
        if (_depth == _open.Length)
            Array.Resize(ref _open, _open.Length * 2);
        _open[_depth++] = new Frame { Node = node, Name = name, Item = item, Place = place, Base = baseUri };
        if (!node.IsObject)
            return;

        if (place == ReferencePlace.Examples)
            Examples(node, baseUri);
        else if (place == ReferencePlace.Mapping)
            Mapping(node, baseUri);
        else if (place == ReferencePlace.Security)
            Requirement(node, baseUri);
        else if (place != ReferencePlace.Properties)
            Keywords(node, place, ref _open[_depth - 1]);
    }

    private void Keywords(DocumentNode node, ReferencePlace place, ref Frame frame)
    {
        IReadOnlyList<DocumentMember> members = node.Members;
        bool keywords = place is ReferencePlace.Keywords or ReferencePlace.PathItem or ReferencePlace.Link;
        if (keywords && _rules.Identifiers)
        {
            for (int i = 0; i < members.Count; i++)
            {
                if (members[i].Name is "$id" or "$self" && members[i].Value.AsString is { } id && IsIdentity(members[i].Name, node))
                    frame.Base = Identify(node, id, frame.Base);
            }
        }

        for (int i = 0; i < members.Count; i++)
        {
            string name = members[i].Name;
            DocumentNode value = members[i].Value;
            if (name == "$ref" && (keywords || place == ReferencePlace.PathItems || value.Kind == NodeKind.String))
                Reference(node, value, place, ref frame);
            else if (name.Length == 0 || value.Kind != NodeKind.String)
                continue;
            else if (keywords && name[0] == '$' && _rules.Identifiers)
            {
                if (name is "$anchor" or "$dynamicAnchor")
                    Anchor(node, value.Text!, frame.Base);
                else if (name == "$dynamicRef")
                    Add(value, ReferenceUse.Dynamic, frame.Base);
            }
            else if (name == "operationRef" && place == ReferencePlace.Link)
            {
                Add(value, ReferenceUse.Operation, frame.Base);
            }
            else if (name == "defaultMapping" && keywords && ReferenceRules.IsReferenceNotName(value.Text!))
            {
                Add(value, ReferenceUse.Mapping, frame.Base);
            }
        }
    }

    private void Reference(DocumentNode node, DocumentNode value, ReferencePlace place, ref Frame frame)
    {
        if (value.Kind != NodeKind.String)
        {
            _index.NotStrings.Add(new ResolvedNode(_index.DocumentUri, Pointer() + "/$ref", value));
            return;
        }

        Add(value, ReferenceUse.Reference, frame.Base);
        frame.HasHiddenSiblings = _rules.HidesSiblings && place == ReferencePlace.Keywords && _depth > 1;
        if (frame.HasHiddenSiblings && node.Members.Count > 1)
            _index.HiddenSiblings.Add(Here(node));
    }

    // `$self` names a whole description (OpenAPI 3.2, 4.1.2); an `$id` beside `openapi` means nothing.
    private bool IsIdentity(string name, DocumentNode node) =>
        name == "$self" ? _depth == 1 && _rules.Self : _depth > 1 || node["openapi"] is null;

    private string Identify(DocumentNode node, string id, string around)
    {
        if (!Uri.TryCreate(id.TrimEnd('#'), UriKind.RelativeOrAbsolute, out Uri? uri))
            return around;
        if (!uri.IsAbsoluteUri && (!Uri.TryCreate(around, UriKind.Absolute, out Uri? outer) || !Uri.TryCreate(outer, uri, out uri)))
            return around;

        // Draft 6 and 7 wrote anchors as `$id: '#name'`.
        if (uri.Fragment.Length > 1)
        {
            Anchor(node, Uri.UnescapeDataString(uri.Fragment[1..]), around);
            return around;
        }

        _index.Add(new EmbeddedResource(uri.AbsoluteUri, around, Here(node)));
        return uri.AbsoluteUri;
    }

    private void Anchor(DocumentNode node, string name, string baseUri)
    {
        ResolvedNode place = Here(node);
        if (!_index.Anchors.TryAdd($"{baseUri}#{name}", place) && !ReferenceEquals(_index.Anchors[$"{baseUri}#{name}"].Node, node))
            _index.HiddenAnchors.Add((name, place));
    }

    private void Examples(DocumentNode examples, string baseUri)
    {
        foreach (DocumentMember example in examples.Members)
        {
            if (example.Value["$ref"] is { Kind: NodeKind.String } value && example.Value.Members.All(m => m.Name is "$ref" or "summary" or "description"))
                _index.References.Add(new(baseUri, JsonPointer.Append(Pointer(), example.Name), value, ReferenceUse.Reference));
        }
    }

    private void Mapping(DocumentNode mapping, string baseUri)
    {
        foreach (DocumentMember member in mapping.Members)
        {
            if (member.Value.AsString is { } text && ReferenceRules.IsReferenceNotName(text))
                Add(member.Value, ReferenceUse.Mapping, baseUri);
        }
    }

    private void Requirement(DocumentNode requirement, string baseUri)
    {
        foreach (DocumentMember member in requirement.Members)
        {
            // AsyncAPI 3 lists the schemes themselves, or references to them.
            if (member is { Name: "$ref", Value.Kind: NodeKind.String })
                Add(member.Value, ReferenceUse.Reference, baseUri);
            else if (_rules.Self && ReferenceRules.IsReferenceNotName(member.Name))
                Add(DocumentNode.String(member.NameSpan, member.Name), ReferenceUse.Security, baseUri);
        }
    }

    private void Add(DocumentNode value, ReferenceUse use, string baseUri) => _index.References.Add(new(baseUri, Pointer(), value, use));

    private ResolvedNode Here(DocumentNode node) => new(_index.DocumentUri, Pointer(), node);

    private string Pointer()
    {
        var text = new StringBuilder();
        for (int i = 1; i < _depth; i++)
        {
            text.Append('/');
            if (_open[i].Item >= 0)
                text.Append(CultureInfo.InvariantCulture, $"{_open[i].Item}");
            else
                text.Append(JsonPointer.Escape(_open[i].Name));
        }

        return text.ToString();
    }

    private struct Frame
    {
        public DocumentNode Node;
        public string Name;
        public int Item;
        public int Next;
        public ReferencePlace Place;
        public string Base;
        public bool HasHiddenSiblings;
    }
}
