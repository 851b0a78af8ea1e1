using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Who builds upon whom by `allOf`: OpenAPI's discriminator in a base schema names them.</summary>
internal sealed class DerivedSchemas(SchemaSpace space)
{
    private Dictionary<DocumentNode, List<(string Name, ResolvedNode Place)>>? _children;

    /// <summary>The choice that the discriminator of a base schema makes; null when nobody builds upon it.</summary>
    public Alternatives? BaseOf(ResolvedNode place)
    {
        if (Property(place.Node) is not { } property || place.Member("discriminator") is not { } discriminator)
            return null;
        Dictionary<string, SchemaTerm> names = new(StringComparer.Ordinal);
        foreach ((string name, ResolvedNode child) in Descendants(place.Node))
            names.TryAdd(name, space.Of(child));
        foreach ((string name, string text, ResolvedNode? target) in MappingOf(discriminator, space))
        {
            if (target is not null)
                names[name] = ReferenceEquals(target.Node, place.Node) ? space.Anything : space.Of(target);
            else if (names.TryGetValue(text, out SchemaTerm? named))
                names[name] = named;
        }

        if (names.Count == 0)
            return null;
        // The base by its own name: nothing more is asked of it.
        names.TryAdd(LastName(place), space.Anything);
        return new Alternatives(true, [.. names.Values.Distinct()], Kinds.Object, property, names, place) { IsBase = true, SentNames = Sent(names, discriminator, space) };
    }

    /// <summary>Some branches have names and others none: an object of an unknown name may then be any of the others.</summary>
    public static bool IsPartlyNamed(ResolvedNode place, IReadOnlyList<ResolvedNode> branches) =>
        Property(place.Node) is not null && branches.Any(branch => branch.Node["$ref"] is not null) && branches.Any(branch => branch.Node["$ref"] is null);

    /// <summary>The schemas that values of a discriminator beside alternatives mean: the last name of each reference, and the mapping.</summary>
    public static Dictionary<string, SchemaTerm>? Names(ResolvedNode place, IReadOnlyList<ResolvedNode> branches, SchemaSpace space)
    {
        if (Property(place.Node) is null || place.Member("discriminator") is not { } discriminator)
            return null;
        Dictionary<string, SchemaTerm> names = new(StringComparer.Ordinal);
        Dictionary<DocumentNode, SchemaTerm> targets = new(ReferenceEqualityComparer.Instance);
        foreach (ResolvedNode branch in branches)
        {
            // The validator asks all alternatives where one has no name.
            if (branch.Node["$ref"] is null || space.Follow(branch) is not { } target)
                return null;
            names.TryAdd(LastName(target), space.Of(branch));
            targets.TryAdd(target.Node, space.Of(branch));
        }

        // A name means the branch that refers to its schema, with what stands beside the reference.
        foreach ((string name, string text, ResolvedNode? target) in MappingOf(discriminator, space))
        {
            if (target is not null && targets.TryGetValue(target.Node, out SchemaTerm? branch))
                names[name] = branch;
            else if (names.TryGetValue(text, out SchemaTerm? named))
                names[name] = named;
        }

        return names.Count == 0 ? null : names;
    }

    private static string LastName(ResolvedNode place) =>
        place.Pointer[(place.Pointer.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The names that a sender uses. See <see cref="Alternatives.SentNames"/>.</summary>
    public static HashSet<string> Sent(IReadOnlyDictionary<string, SchemaTerm> names, ResolvedNode discriminator, SchemaSpace space)
    {
        HashSet<string> mapped = new(MappingOf(discriminator, space).Select(pair => pair.Name), StringComparer.Ordinal);
        HashSet<SchemaTerm> targets = [.. names.Where(pair => mapped.Contains(pair.Key)).Select(pair => pair.Value)];
        return new HashSet<string>(names.Where(pair => mapped.Contains(pair.Key) || !targets.Contains(pair.Value)).Select(pair => pair.Key), StringComparer.Ordinal);
    }

    public static string? Property(DocumentNode schema) => schema["discriminator"] is { } discriminator
        ? discriminator.AsString ?? discriminator["propertyName"]?.AsString
        : null;

    private static IEnumerable<(string Name, string Text, ResolvedNode? Target)> MappingOf(ResolvedNode discriminator, SchemaSpace space)
    {
        foreach ((DocumentMember member, ResolvedNode value) in discriminator.Member("mapping")?.Members() ?? [])
        {
            if (value.Node.AsString is { } text)
                yield return (member.Name, text, space.Bundle.ResolveMapping(discriminator, text));
        }
    }

    /// <summary>Who builds upon a schema, directly or not.</summary>
    private List<(string Name, ResolvedNode Place)> Descendants(DocumentNode schema)
    {
        List<(string, ResolvedNode)> found = [];
        HashSet<DocumentNode> seen = new(ReferenceEqualityComparer.Instance) { schema };
        Queue<DocumentNode> open = new([schema]);
        while (open.TryDequeue(out DocumentNode? parent))
        {
            foreach ((string name, ResolvedNode child) in Children().GetValueOrDefault(parent) ?? [])
            {
                if (!seen.Add(child.Node))
                    continue;
                found.Add((name, child));
                open.Enqueue(child.Node);
            }
        }

        return found;
    }

    private Dictionary<DocumentNode, List<(string Name, ResolvedNode Place)>> Children()
    {
        if (_children is not null)
            return _children;
        _children = new(ReferenceEqualityComparer.Instance);
        ResolvedNode root = new(space.Bundle.Root.Uri, "", space.Bundle.Root.Root);
        ResolvedNode? schemas = space.Dialect == SchemaDialect.Swagger20 ? root.Member("definitions") : root.Member("components")?.Member("schemas");
        foreach ((DocumentMember member, ResolvedNode schema) in schemas?.Members() ?? [])
        {
            foreach (ResolvedNode part in schema.Member("allOf")?.Items() ?? [])
            {
                if (part.Node["$ref"] is null || space.Follow(part) is not { } target)
                    continue;
                if (!_children.TryGetValue(target.Node, out List<(string, ResolvedNode)>? list))
                    _children[target.Node] = list = [];
                // AutoRest's extension gives a schema another name; many Swagger 2.0 documents rely on it.
                list.Add((schema.Node["x-ms-discriminator-value"]?.AsString ?? member.Name, schema));
            }
        }

        return _children;
    }
}
