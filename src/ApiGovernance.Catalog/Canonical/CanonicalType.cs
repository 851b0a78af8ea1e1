using System.Collections.Frozen;

namespace ApiGovernance.Catalog.Canonical;

/// <summary>A type of the canonical model, with all references followed.</summary>
public sealed record CanonicalType
{
    public required CanonicalKind Kind { get; init; }

    /// <summary>The name of a shared type, such as <c>Money</c> or <c>Address</c>; null for one that stands where it is used.</summary>
    public string? Name { get; init; }

    /// <summary>In the order of the schema; empty for everything that is no object.</summary>
    public IReadOnlyList<CanonicalField> Fields { get; init; } = [];

    /// <summary>Of a list.</summary>
    public CanonicalType? Items { get; init; }

    /// <summary>The vocabulary of a code.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>No other members than the fields.</summary>
    public bool IsClosed { get; init; }

    /// <summary>As a reader of a report understands it: <c>Money</c>, <c>list of {lineNo, sku}</c>, <c>date</c>.</summary>
    public string Describe() => Kind switch
    {
        _ when Name is not null => Name,
        CanonicalKind.List => $"list of {Items!.Describe()}",
        CanonicalKind.Object => $"{{{Conformance.ViewText.List([.. Fields.Select(f => f.Name)])}}}",
        CanonicalKind.Code => $"one of {Conformance.ViewText.List(Values)}",
        CanonicalKind.Integer => "a whole number",
        CanonicalKind.Boolean => "true or false",
        CanonicalKind.Map => "an object",
        CanonicalKind.Date => "a date",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>A field of a canonical object.</summary>
public sealed record CanonicalField
{
    public required string Name { get; init; }

    /// <summary>From the entity on: <c>lines.quantity</c>.</summary>
    public required string Path { get; init; }

    public required CanonicalType Type { get; init; }

    /// <summary>Whoever serves the entity gives it.</summary>
    public bool IsCore { get; init; }

    /// <summary>The system of record fills it in.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>Other words for it, the likeliest first.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>What others write for a value of its vocabulary.</summary>
    public IReadOnlyDictionary<string, string> ValueSynonyms { get; init; } = new Dictionary<string, string>();

    internal string Key { get; init; } = "";

    /// <summary>The words of the name, joined: equal for names that differ in case and separators only.</summary>
    internal string Joined { get; init; } = "";

    internal IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>For a moment or a day: the name without the word that says so; null for everything else.</summary>
    internal string? MomentKey { get; init; }

    internal IReadOnlyList<string> SynonymKeys { get; init; } = [];

    /// <summary>Those of the entity's descriptor: they mean this field even where they stand beside its parent.</summary>
    internal IReadOnlyList<string> OwnSynonymKeys { get; init; } = [];

    /// <summary>Its parts by the names that they have where they stand beside each other instead of inside it: <c>customerName</c>.</summary>
    internal FrozenDictionary<string, CanonicalField> PartKeys { get; init; } = FrozenDictionary<string, CanonicalField>.Empty;

    /// <summary>The parts that together are the type even without a name of their own around them; empty where none are.</summary>
    internal IReadOnlyList<CanonicalField> TellingParts { get; init; } = [];
}
