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
        foreach ((string name, ResolvedNode child) in Children().GetValueOrDefault(place.Node) ?? [])
            names.TryAdd(name, space.Of(child));
        foreach ((string name, ResolvedNode target) in Mapping(discriminator))
        {
            if (!ReferenceEquals(target.Node, place.Node))
                names[name] = space.Of(target);
        }

        return names.Count == 0
            ? null
            : new Alternatives(true, [.. names.Values.Distinct()], Kinds.Object, property, names, place) { IsBase = true, SentNames = Sent(names, Mapping(discriminator)) };
    }

    /// <summary>The schemas that values of a discriminator beside alternatives mean: the last name of each reference, and the mapping.</summary>
    public static Dictionary<string, SchemaTerm>? Names(ResolvedNode place, IReadOnlyList<ResolvedNode> branches, SchemaSpace space)
    {
        if (Property(place.Node) is null || place.Member("discriminator") is not { } discriminator)
            return null;
        Dictionary<string, SchemaTerm> names = new(StringComparer.Ordinal);
        foreach (ResolvedNode branch in branches)
        {
            // The validator asks all alternatives where one has no name.
            if (branch.Node["$ref"] is null || space.Follow(branch) is not { } target)
                return null;
            names.TryAdd(target.Pointer[(target.Pointer.LastIndexOf('/') + 1)..], space.Of(branch));
        }

        foreach ((string name, ResolvedNode target) in MappingOf(discriminator, space))
            names[name] = space.Of(target);
        return names.Count == 0 ? null : names;
    }

    /// <summary>The names that a sender uses. See <see cref="Alternatives.SentNames"/>.</summary>
    public static HashSet<string> Sent(IReadOnlyDictionary<string, SchemaTerm> names, ResolvedNode discriminator, SchemaSpace space) => Sent(names, MappingOf(discriminator, space));

    private static HashSet<string> Sent(IReadOnlyDictionary<string, SchemaTerm> names, IEnumerable<(string Name, ResolvedNode Target)> mapping)
    {
        HashSet<string> mapped = new(mapping.Select(pair => pair.Name), StringComparer.Ordinal);
        HashSet<SchemaTerm> targets = [.. names.Where(pair => mapped.Contains(pair.Key)).Select(pair => pair.Value)];
        return new HashSet<string>(names.Where(pair => mapped.Contains(pair.Key) || !targets.Contains(pair.Value)).Select(pair => pair.Key), StringComparer.Ordinal);
    }

    public static string? Property(DocumentNode schema) => schema["discriminator"] is { } discriminator
        ? discriminator.AsString ?? discriminator["propertyName"]?.AsString
        : null;

    private IEnumerable<(string Name, ResolvedNode Target)> Mapping(ResolvedNode discriminator) => MappingOf(discriminator, space);

    private static IEnumerable<(string Name, ResolvedNode Target)> MappingOf(ResolvedNode discriminator, SchemaSpace space)
    {
        foreach ((DocumentMember member, ResolvedNode value) in discriminator.Member("mapping")?.Members() ?? [])
        {
            if (value.Node.AsString is { } text && space.Bundle.ResolveMapping(discriminator, text) is { } target)
                yield return (member.Name, target);
        }
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
                list.Add((member.Name, schema));
            }
        }

        return _children;
    }
}
