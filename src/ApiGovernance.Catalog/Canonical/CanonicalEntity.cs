using System.Collections.Frozen;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Canonical;

/// <summary>A business entity in its canonical form, ready to be compared with.</summary>
public sealed record CanonicalEntity
{
    public required string Name { get; init; }

    /// <summary>The team that decides about its form.</summary>
    public required string Owner { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>Its own name and the other words for it, as they were written.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>The file of its schema, by the last part of its path: a reference to such a file is a reference to the entity.</summary>
    public required string SchemaFile { get; init; }

    public required CanonicalType Type { get; init; }

    /// <summary>The words of all its names in one spelling.</summary>
    internal HashSet<string> NameKeys { get; init; } = [];

    /// <summary>Its own name in that spelling.</summary>
    internal string Key { get; init; } = "";

    /// <summary>Every name under which a field of it may stand in a schema: most schemas have none, and are not looked at further.</summary>
    internal FrozenSet<string> KnownKeys { get; init; } = [];

    /// <summary>The first word of each of its names.</summary>
    internal HashSet<string> FirstWords { get; init; } = [];

    /// <summary>Whether a property may be a field of it: never false for one that is.</summary>
    internal bool MayHave(Conformance.ViewProperty property) =>
        KnownKeys.Contains(property.Key)
        || (property.Words.Count > 1 && (FirstWords.Contains(property.Words[0]) || KnownKeys.Contains(NameWords.MomentKey(property.Words))));

    private static IEnumerable<string> KeysOf(CanonicalField field) =>
    [
        field.Key, .. field.SynonymKeys, .. field.PartKeys.Keys, field.MomentKey ?? field.Key,
        .. field.TellingParts.Count == 0 ? [] : field.Type.Fields.SelectMany(part => part.SynonymKeys.Prepend(part.Key)),
    ];

    internal static CanonicalEntity Of(CanonicalEntityDescriptor descriptor, CanonicalType type) => new()
    {
        Name = descriptor.Name,
        Owner = descriptor.Spec.Owner,
        Version = descriptor.Spec.Version,
        Names = [descriptor.Name, .. descriptor.Spec.Names],
        Identifiers = descriptor.Spec.Identifiers,
        SchemaFile = descriptor.Spec.Schema[(descriptor.Spec.Schema.LastIndexOf('/') + 1)..],
        Type = type,
        NameKeys = [.. descriptor.Spec.Names.Prepend(descriptor.Name).Select(NameWords.Key)],
        Key = NameWords.Key(descriptor.Name),
        KnownKeys = type.Fields.SelectMany(KeysOf).ToFrozenSet(StringComparer.Ordinal),
        FirstWords = [.. descriptor.Spec.Names.Prepend(descriptor.Name).Select(name => NameWords.Split(name)[0])],
    };
}
