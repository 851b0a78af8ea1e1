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
    /// <summary>State machines: axis, then state to the states that may follow.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> States { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();
}
