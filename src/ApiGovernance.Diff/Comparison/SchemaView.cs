using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// A schema's keywords in one spelling: `nullable` and type arrays, `const` and `enum` of one, both forms of exclusive bounds, `allOf`
/// merged, references followed. What is not known here stands in <see cref="Other"/>.
/// </summary>
internal sealed class SchemaView
{
    public required ResolvedNode Place { get; init; }

    /// <summary>Null: any type. `integer` beside `number` is left out.</summary>
    public SortedSet<string>? Types { get; set; }

    /// <summary>Allowed values as JSON, in the order written; null: any.</summary>
    public List<string>? Enum { get; set; }

    public Bound? Maximum { get; set; }

    public Bound? Minimum { get; set; }

    /// <summary>maxLength, minLength, maxItems, ... by id part (<c>max-length</c>).</summary>
    public Dictionary<string, decimal> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>pattern, format and multipleOf by keyword, as JSON.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public bool UniqueItems { get; set; }

    /// <summary>Null: any items.</summary>
    public ResolvedNode? Items { get; set; }

    public Dictionary<string, ResolvedNode> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>False: unknown properties are refused.</summary>
    public bool Open { get; set; } = true;

    /// <summary>The schema of unknown properties, if it has one.</summary>
    public ResolvedNode? Additional { get; set; }

    public List<ResolvedNode> AnyOf { get; } = [];

    public List<ResolvedNode> OneOf { get; } = [];

    /// <summary>An alternative of <see cref="AnyOf"/> or <see cref="OneOf"/> was the type null; it is left out of them.</summary>
    public bool NullAlternative { get; set; }

    public string? Default { get; set; }

    public bool ReadOnly { get; set; }

    public bool WriteOnly { get; set; }

    public bool Deprecated { get; set; }

    /// <summary>Keywords that are compared as text only.</summary>
    public SortedDictionary<string, ResolvedNode> Other { get; } = new(StringComparer.Ordinal);

    /// <summary>False for the schema `false`.</summary>
    public bool AllowsAnything { get; set; } = true;

    /// <summary>References that lead nowhere: what they would say is not known.</summary>
    public SortedSet<string> Dangling { get; } = new(StringComparer.Ordinal);

    /// <summary>Nothing is said beside the alternatives.</summary>
    public bool IsOnlyAlternatives => AnyOf.Count + OneOf.Count > 0 && SaysNothingElse;

    /// <summary>Every value is allowed.</summary>
    public bool IsAnything => AnyOf.Count + OneOf.Count == 0 && SaysNothingElse;

    private bool SaysNothingElse => Types is null && Enum is null && Maximum is null && Minimum is null && Counts.Count == 0 && Texts.Count == 0 && !UniqueItems
        && Items is null && Properties.Count == 0 && Required.Count == 0 && Open && Additional is null && Other.Count == 0 && AllowsAnything;

    /// <summary>Whether a name is mentioned at all: described, or required without being described.</summary>
    public bool Mentions(string name) => Properties.ContainsKey(name) || Required.Contains(name);
}

/// <param name="Exclusive">The bound itself is not allowed.</param>
internal readonly record struct Bound(decimal Value, bool Exclusive)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value}{(Exclusive ? " (exclusive)" : "")}");
}
