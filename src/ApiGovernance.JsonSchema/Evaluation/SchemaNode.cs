using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Evaluation;

/// <summary>One compiled schema object: for every kind of value, the instructions that can fail it, cheapest first.</summary>
internal sealed class SchemaNode(SchemaDocument document, string pointer, SchemaResource resource)
{
    private static readonly Instruction[][] s_accepting = [[], [], [], [], [], [], []];

    private Instruction[][] _byKind = s_accepting;

    public SchemaDocument Document { get; } = document;

    public string Pointer { get; } = pointer;

    public SchemaResource Resource { get; } = resource;

    /// <summary>The node has unevaluatedProperties or unevaluatedItems, so its in-place subschemas must say what they evaluated.</summary>
    public bool Tracks { get; set; }

    /// <summary>The value is <c>writeOnly</c> or a <c>password</c>: nothing about it may be told but its type.</summary>
    public bool IsSecret { get; set; }

    /// <summary>The schema as part of those that build upon it: its discriminator has been followed already.</summary>
    public bool IsBase { get; init; }

    /// <summary>What can be known of the schema without a value.</summary>
    public SchemaShape Shape { get; } = new();

    /// <summary>Schemas applied to the same value, with the keyword that does so: a cycle of these would never end.</summary>
    public List<(SchemaNode Node, string Keyword)> InPlace { get; } = [];

    /// <summary>Whether the schema accepts every value and looks at none.</summary>
    public bool AcceptsAll { get; private set; }

    /// <summary>The schema this one stands for, when it is nothing but a reference.</summary>
    public SchemaNode? OnlyReference { get; private set; }

    /// <summary>Whether it can refuse some values and accept others.</summary>
    public bool DemandsSomething => Shape.Types != JsonTypes.None && !AcceptsAll;

    public Instruction[] For(JsonKind kind) => _byKind[(int)kind];

    public string Location(string suffix) => suffix.Length == 0 ? Document.Uri + "#" + Pointer : Document.Uri + "#" + Pointer + "/" + suffix;

    /// <summary>Where a keyword is written, if the document was registered with its places.</summary>
    public SchemaSource? Source(string suffix) => Document.Sources?.Invoke(suffix.Length == 0 ? Pointer : Pointer + "/" + suffix);

    public void Seal(List<Instruction>[] byKind)
    {
        _byKind = Array.ConvertAll(byKind, static list => list.ToArray());
        AcceptsAll = Array.TrueForAll(_byKind, static list => list.Length == 0);
        if (_byKind[0] is [ApplyInstruction only] && Array.TrueForAll(_byKind, list => list is [var one] && ReferenceEquals(one, only)))
            OnlyReference = only.Node;
    }
}

/// <summary>The statements of a schema object that views answer from.</summary>
internal sealed class SchemaShape
{
    public JsonTypes Types { get; set; } = JsonTypes.Any;

    /// <summary>Every one of these applies as well: allOf members and the target of $ref.</summary>
    public List<SchemaNode> All { get; } = [];

    /// <summary>Of each of these lists at least one applies as well.</summary>
    public List<SchemaNode[]> Any { get; } = [];

    public Dictionary<string, SchemaNode> Properties { get; } = new(StringComparer.Ordinal);

    public SchemaNode? Items { get; set; }

    /// <summary>The schema of properties that are not named; null where the keyword is absent.</summary>
    public SchemaNode? AdditionalProperties { get; set; }

    /// <summary>patternProperties.</summary>
    public IReadOnlyList<(EcmaPattern Pattern, SchemaNode Node)> Patterns { get; set; } = [];
}
