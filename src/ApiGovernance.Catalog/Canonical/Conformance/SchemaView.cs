using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>The kinds of JSON values that a schema lets through; <c>null</c> is left out.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Object = 1,
    Array = 2,
    String = 4,
    Integer = 8,
    Number = 16,
    Boolean = 32,
}

/// <summary>A schema with its references followed and its parts (<c>allOf</c>, <c>oneOf</c>, <c>anyOf</c>) laid over each other.</summary>
internal sealed class SchemaView
{
    /// <summary>Where the schema stands that was asked for, all references followed.</summary>
    public required ResolvedNode Place { get; init; }

    public JsonTypes Types { get; set; }

    public string? Format { get; set; }

    public string? Pattern { get; set; }

    /// <summary>The values of <c>enum</c> or <c>const</c>; null where any is fine.</summary>
    public IReadOnlyList<string>? Values { get; set; }

    /// <summary>The first example that is text.</summary>
    public string? Example { get; set; }

    public List<ViewProperty> Properties { get; } = [];

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    public ResolvedNode? Items { get; set; }

    /// <summary>The schema of members with names of the user's own.</summary>
    public ResolvedNode? Additional { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Alternatives that are objects.</summary>
    public List<ResolvedNode> Variants { get; } = [];

    /// <summary>The value of <c>x-canonical</c>, here or at what it refers to.</summary>
    public ResolvedNode? Mark { get; set; }

    /// <summary>The files that references lead to, by the last part of their path, whether they are there or not.</summary>
    public List<string> Files { get; } = [];

    /// <summary>A reference that leads nowhere.</summary>
    public ResolvedNode? Dangling { get; set; }

    public bool IsObject => Types.HasFlag(JsonTypes.Object);

    public ViewProperty? Find(string name)
    {
        foreach (ViewProperty property in Properties)
        {
            if (property.Name == name)
                return property;
        }

        return null;
    }
}

/// <summary>A property of a schema.</summary>
/// <param name="Schema">Its schema as written; references are not followed yet.</param>
/// <param name="Words">The words of its name.</param>
internal sealed record ViewProperty(string Name, ResolvedNode Schema, IReadOnlyList<string> Words, string Key);
