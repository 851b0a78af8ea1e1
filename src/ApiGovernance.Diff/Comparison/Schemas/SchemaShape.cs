using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// What a schema allows, by kind of value and in one spelling: `nullable` and type arrays, `const` and `enum` of one, both forms of
/// exclusive bounds, `allOf` merged, references followed, alternatives of different kinds dissolved. All parts hold together.
/// </summary>
internal sealed class SchemaShape
{
    private HashSet<JsonValueText>? _index;

    public Kinds Kinds { get; set; } = Kinds.Any;

    /// <summary>For the kinds of <see cref="Listed"/> only these values are allowed.</summary>
    public List<JsonValueText> Values { get; set; } = [];

    /// <summary>The kinds whose values are listed.</summary>
    public Kinds Listed { get; set; }

    public NumberRange Numbers { get; set; } = new();

    public StringRules Strings { get; set; } = new();

    public ArrayRules Arrays { get; set; } = new();

    public ObjectRules Objects { get; set; } = new();

    /// <summary>Each asks for one of its branches.</summary>
    public List<Alternatives> Groups { get; set; } = [];

    /// <summary>Choices that were made on the way to this shape, and are not made again. A sender may use the names that their branches speak of.</summary>
    public List<Alternatives> Chosen { get; set; } = [];

    /// <summary>Parts of conditions that were decided on the way: a sender may use the names that they speak of.</summary>
    public List<SchemaTerm> Decided { get; set; } = [];

    /// <summary>None of these may hold.</summary>
    public List<SchemaTerm> Nots { get; set; } = [];

    public List<Condition> Conditions { get; set; } = [];

    /// <summary>What is not modelled: nothing can be said of it but that it is the same.</summary>
    public List<Opaque> Opaques { get; set; } = [];

    public SchemaNotes Notes { get; set; } = new();

    /// <summary>References that lead nowhere.</summary>
    public List<string> Dangling { get; set; } = [];

    public bool IsNothing => Kinds == Kinds.None;

    public bool Has(Kinds kind) => (Kinds & kind) != 0;

    /// <summary>Among the listed values. They may be many.</summary>
    public bool Has(JsonValueText value)
    {
        if (Values.Count < 16)
            return Values.Contains(value);
        if (_index is null || _index.Count != Values.Count)
            _index = [.. Values];
        return _index.Contains(value);
    }

    /// <summary>Its values are all listed.</summary>
    public bool IsFinite => (Kinds & ~(Listed | Kinds.Null)) == 0;

    /// <summary>Nothing is said but of kinds.</summary>
    public bool IsPlain => Groups.Count == 0 && Nots.Count == 0 && Conditions.Count == 0 && Opaques.Count == 0;

    public bool IsAnything => Kinds == Kinds.Any && Listed == Kinds.None && IsPlain && Numbers.IsFree && Strings.IsFree && Arrays.IsFree && Objects.IsFree;

    public SchemaShape Copy() => new()
    {
        Kinds = Kinds,
        Values = [.. Values],
        Listed = Listed,
        Numbers = Numbers,
        Strings = Strings,
        Arrays = Arrays,
        Objects = Objects,
        Groups = [.. Groups],
        Chosen = [.. Chosen],
        Decided = [.. Decided],
        Nots = [.. Nots],
        Conditions = [.. Conditions],
        Opaques = [.. Opaques],
        Notes = Notes,
        Dangling = Dangling,
    };
}

/// <param name="Exclusive">The bound itself is outside.</param>
internal readonly record struct Bound(decimal Value, bool Exclusive)
{
    public override string ToString() => JsonValueText.OfNumber(Value).Text + (Exclusive ? " (exclusive)" : "");
}

internal sealed record NumberRange
{
    public Bound? Minimum { get; init; }

    public Bound? Maximum { get; init; }

    /// <summary>The bounds as written, before those of whole numbers were made inclusive.</summary>
    public (Bound? Minimum, Bound? Maximum) Written { get; init; }

    /// <summary>Every one of them divides the value; ascending.</summary>
    public IReadOnlyList<decimal> MultipleOf { get; init; } = [];

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    public ResolvedNode? Place { get; init; }

    public bool IsFree => Minimum is null && Maximum is null && MultipleOf.Count == 0 && Formats.Count == 0;
}

internal sealed record StringRules
{
    public long MinLength { get; init; }

    public long? MaxLength { get; init; }

    /// <summary>All of them match; in the order of their texts.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    public string? ContentMediaType { get; init; }

    public string? ContentEncoding { get; init; }

    public SchemaTerm? ContentSchema { get; init; }

    public ResolvedNode? Place { get; init; }

    public bool IsFree => MinLength == 0 && MaxLength is null && Patterns.Count == 0 && Formats.Count == 0;
}

internal sealed record ArrayRules
{
    public IReadOnlyList<SchemaTerm> Prefix { get; init; } = [];

    /// <summary>The items behind the prefix; null: any.</summary>
    public SchemaTerm? Items { get; init; }

    public long MinItems { get; init; }

    public long? MaxItems { get; init; }

    public bool Unique { get; init; }

    public IReadOnlyList<Contains> Contains { get; init; } = [];

    public ResolvedNode? Place { get; init; }

    public bool IsFree => Prefix.Count == 0 && Items is null && MinItems == 0 && MaxItems is null && !Unique && Contains.Count == 0;

    public SchemaTerm? At(int index) => index < Prefix.Count ? Prefix[index] : Items;
}

/// <param name="Max">Null: any number.</param>
internal sealed record Contains(SchemaTerm Term, long Min, long? Max);

internal sealed record ObjectRules
{
    /// <summary>In the order written.</summary>
    public IReadOnlyDictionary<string, SchemaTerm> Properties { get; init; } = Empty;

    public IReadOnlyList<KeyValuePair<string, SchemaTerm>> Patterns { get; init; } = [];

    /// <summary>Properties that neither a name nor a pattern covers; null: any.</summary>
    public SchemaTerm? Additional { get; init; }

    /// <summary>In the order of names.</summary>
    public IReadOnlyCollection<string> Required { get; init; } = NoNames;

    public long MinProperties { get; init; }

    public long? MaxProperties { get; init; }

    /// <summary>Null: any name.</summary>
    public SchemaTerm? Names { get; init; }

    /// <summary>Where the one is present, so are the others.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> DependentRequired { get; init; } = NoDependencies;

    /// <summary>The same, whatever keyword says it: a condition or a dependent schema may.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Beside { get; init; } = NoDependencies;

    public IReadOnlyDictionary<string, SchemaTerm> DependentSchemas { get; init; } = Empty;

    public static IReadOnlyDictionary<string, SchemaTerm> Empty { get; } = new Dictionary<string, SchemaTerm>();

    public static SortedSet<string> NoNames { get; } = new(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, SortedSet<string>> NoDependencies { get; } = new Dictionary<string, SortedSet<string>>();

    public bool IsFree => Properties.Count == 0 && Patterns.Count == 0 && Additional is null && Required.Count == 0 && MinProperties == 0 && MaxProperties is null
        && Names is null && DependentRequired.Count == 0 && DependentSchemas.Count == 0;

    /// <summary>`additionalProperties` is written, even if only to say that any are fine.</summary>
    public bool IsAdditionalWritten { get; init; }

    /// <summary>Where this is written, for what is reported of it wherever it is used.</summary>
    public ResolvedNode? Place { get; init; }

    public bool IsClosed => Additional is { IsNothing: true };

    public bool IsRequired(string name) => ((SortedSet<string>)Required).Contains(name);
}
