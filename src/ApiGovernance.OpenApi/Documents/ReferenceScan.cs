namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Finds the references of a file. A member named <c>$ref</c> is one only where the format gives names their meaning: not in examples,
/// defaults, enumerations or extensions, and not as the name of a property.
/// </summary>
internal sealed class ReferenceScan
{
    /// <summary>Where the pieces of a bundle were put when it became one document.</summary>
    public const string BundledKey = "x-apigov-bundled";

    private readonly DocumentIndex _index = new();
    private readonly HashSet<DocumentNode> _seen = new(ReferenceEqualityComparer.Instance); // YAML aliases share nodes
    private readonly Stack<(ResolvedNode At, Names Names, string Base)> _open = new();

    private enum Names
    {
        /// <summary>Names are keywords of the format.</summary>
        Keywords,

        /// <summary>Names are free (schemas, paths, responses), but <c>$ref</c> is a reference still.</summary>
        Free,

        /// <summary>Names are those of properties, <c>$ref</c> too.</summary>
        Properties,

        /// <summary>Named examples: each may be a reference, none is looked into.</summary>
        Examples,
    }

    public static DocumentIndex Of(SourceDocument document)
    {
        var scan = new ReferenceScan();
        scan._open.Push((new ResolvedNode(document.Uri, "", document.Root), Names.Keywords, document.Uri));
        while (scan._open.TryPop(out (ResolvedNode At, Names Names, string Base) next))
            scan.Visit(next.At, next.Names, next.Base);
        // The stack visits backwards; findings read better in the text's order.
        scan._index.References.Reverse();
        return scan._index;
    }

    private void Visit(ResolvedNode at, Names names, string baseUri)
    {
        if (at.Node.IsArray)
        {
            foreach (ResolvedNode item in at.Items())
                _open.Push((item, names, baseUri));
            return;
        }

        if (!at.Node.IsObject || !_seen.Add(at.Node))
            return;
        if (names == Names.Keywords)
            baseUri = Identify(at, baseUri);
        if (names != Names.Properties && at.Node["$ref"] is { Kind: NodeKind.String } value)
            _index.References.Add(new DocumentReference(baseUri, at.Pointer, value));

        foreach ((DocumentMember member, ResolvedNode child) in at.Members())
        {
            if (names == Names.Examples)
                VisitExample(child, baseUri);
            else if (names != Names.Keywords)
                _open.Push((child, Names.Keywords, baseUri));
            else if (member is { Name: "discriminator", Value.IsObject: true })
                VisitMapping(child, baseUri);
            else if (Below(member) is { } below)
                _open.Push((child, below, baseUri));
        }
    }

    private static Names? Below(DocumentMember member) => member.Name switch
    {
        "properties" or "patternProperties" or "dependentSchemas" => Names.Properties,
        "paths" or "webhooks" or "responses" or "headers" or "content" or "callbacks" or "links" or "schemas" or "requestBodies"
            or "securitySchemes" or "securityDefinitions" or "pathItems" or "mediaTypes" or "$defs" or "definitions" or "encoding"
            or "parameters" or BundledKey => member.Value.IsObject ? Names.Free : Names.Keywords,
        "examples" => member.Value.IsObject ? Names.Examples : null,
        "example" or "default" or "enum" or "const" => null,
        _ => member.Name.StartsWith("x-", StringComparison.Ordinal) ? null : Names.Keywords,
    };

    private void VisitExample(ResolvedNode example, string baseUri)
    {
        if (example.Node is { IsObject: true, Members.Count: 1 } && example.Node["$ref"] is { Kind: NodeKind.String } value)
            _index.References.Add(new DocumentReference(baseUri, example.Pointer, value));
    }

    // A value of the mapping is a schema's name or a reference; only what can be no name is taken as a reference.
    private void VisitMapping(ResolvedNode discriminator, string baseUri)
    {
        if (discriminator.Member("mapping") is not { } mapping)
            return;
        foreach (DocumentMember member in mapping.Node.Members)
        {
            if (member.Value.AsString is { } text && (text.Contains('#', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal)))
                _index.References.Add(new DocumentReference(baseUri, mapping.Pointer, member.Value));
        }
    }

    private string Identify(ResolvedNode at, string baseUri)
    {
        if (at.Node["$id"]?.AsString is { } id && Uri.TryCreate(id.TrimEnd('#'), UriKind.RelativeOrAbsolute, out Uri? uri))
        {
            if (!uri.IsAbsoluteUri && Uri.TryCreate(baseUri, UriKind.Absolute, out Uri? around))
                _ = Uri.TryCreate(around, uri, out uri);
            if (uri is { IsAbsoluteUri: true })
            {
                baseUri = uri.AbsoluteUri;
                _index.Identifiers.TryAdd(baseUri, at);
            }
        }

        foreach (string keyword in (ReadOnlySpan<string>)["$anchor", "$dynamicAnchor"])
        {
            if (at.Node[keyword]?.AsString is { } anchor)
                _index.Anchors.TryAdd($"{baseUri}#{anchor}", at);
        }

        return baseUri;
    }
}
