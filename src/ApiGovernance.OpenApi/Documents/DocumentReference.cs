namespace ApiGovernance.OpenApi.Documents;

/// <summary>What a reference is for; it decides how it may look and how much a dangling one matters.</summary>
internal enum ReferenceUse
{
    /// <summary><c>$ref</c>.</summary>
    Reference,

    /// <summary><c>$dynamicRef</c>: starts like a <c>$ref</c>; where it ends depends on who asks.</summary>
    Dynamic,

    /// <summary>A value of a discriminator's <c>mapping</c> (or its <c>defaultMapping</c>): the name of a schema, or a reference.</summary>
    Mapping,

    /// <summary>A link's <c>operationRef</c>.</summary>
    Operation,

    /// <summary>A name of a security requirement that is a reference (OpenAPI 3.2).</summary>
    Security,
}

/// <summary>A reference as it is written in a file.</summary>
/// <param name="BaseUri">The file's URI, its <c>$self</c>, or the <c>$id</c> of the schema around it.</param>
/// <param name="Pointer">The object that has the reference.</param>
/// <param name="Value">The string node with the reference.</param>
internal sealed record DocumentReference(string BaseUri, string Pointer, DocumentNode Value, ReferenceUse Use);

/// <summary>A schema with an <c>$id</c>: references below it are relative to that.</summary>
/// <param name="Uri">The <c>$id</c>, made absolute.</param>
/// <param name="Around">The base of the place where it stands.</param>
internal sealed record EmbeddedResource(string Uri, string Around, ResolvedNode Place);

/// <summary>What one file offers to references and asks of others.</summary>
internal sealed class DocumentIndex
{
    private readonly Dictionary<string, EmbeddedResource> _byPointer = new(StringComparer.Ordinal);

    public required string DocumentUri { get; init; }

    public List<DocumentReference> References { get; } = [];

    /// <summary>In the order of the text; the root is among them when it has an <c>$id</c> or <c>$self</c>.</summary>
    public List<EmbeddedResource> Resources { get; } = [];

    /// <summary>Schemas with <c>$anchor</c> or <c>$dynamicAnchor</c>, by base URI, <c>#</c> and name.</summary>
    public Dictionary<string, ResolvedNode> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Anchors that an earlier one of the same name and base hides.</summary>
    public List<(string Name, ResolvedNode Place)> HiddenAnchors { get; } = [];

    /// <summary>Objects with a <c>$ref</c> whose other members the format ignores.</summary>
    public List<ResolvedNode> HiddenSiblings { get; } = [];

    /// <summary>Values of <c>$ref</c> that are no strings.</summary>
    public List<ResolvedNode> NotStrings { get; } = [];

    public void Add(EmbeddedResource resource)
    {
        Resources.Add(resource);
        _byPointer.TryAdd(resource.Place.Pointer, resource);
    }

    /// <summary>The URI against which a reference at this place is resolved.</summary>
    public string BaseOf(string pointer) => ResourceOf(pointer)?.Uri ?? DocumentUri;

    /// <summary>The innermost resource around a place; null for the file itself.</summary>
    public EmbeddedResource? ResourceOf(string pointer)
    {
        if (_byPointer.Count == 0)
            return null;

        for (string at = pointer; ; at = at[..at.LastIndexOf('/')])
        {
            if (_byPointer.TryGetValue(at, out EmbeddedResource? resource))
                return resource;
            if (at.Length == 0)
                return null;
        }
    }
}
