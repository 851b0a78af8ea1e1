namespace ApiGovernance.Protocol.Descriptors;

/// <summary>What a product, order or shipment is in this estate, whoever serves it.</summary>
public sealed record CanonicalEntityDescriptor : Descriptor
{
    public override string Kind => "CanonicalEntity";

    public required CanonicalEntitySpec Spec { get; init; }
}

/// <param name="Owner">A team.</param>
/// <param name="Schema">JSON Schema 2020-12 file beside the descriptor.</param>
public sealed record CanonicalEntitySpec(string Owner, string Schema)
{
    /// <summary>Grows when the form changes incompatibly; <c>x-canonical: order@2</c> names it.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Other words for the entity, such as <c>salesOrder</c> for an order.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Fields that identify one: its own id and number, never another system's.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>Fields that whoever serves the entity gives; those that the schema requires where it is empty. Inner fields are <c>lines.sku</c>.</summary>
    public IReadOnlyList<string> Core { get; init; } = [];

    /// <summary>Fields that the system of record fills in: a request that creates one need not carry them.</summary>
    public IReadOnlyList<string> Assigned { get; init; } = [];

    /// <summary>Other words for fields, by the field (<c>lines.quantity</c>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Other words for the values of a vocabulary: field, then value to what others write for it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Values { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();

    /// <summary>State machines: axis, then state to the states that may follow.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> States { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();
}
