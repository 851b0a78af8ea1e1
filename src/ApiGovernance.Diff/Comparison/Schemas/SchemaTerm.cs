using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>One or several schemas that hold for the same value. Of one meaning by identity: equal terms of one side are the same object.</summary>
internal sealed class SchemaTerm(SchemaSpace space, int id, ResolvedNode? place)
{
    private SchemaShape? _shape;

    public SchemaSpace Space => space;

    public int Id => id;

    /// <summary>Where it is written; null for what nobody wrote.</summary>
    public ResolvedNode? Place => place;

    /// <summary>The schemas that it is made of; empty when it is a schema itself.</summary>
    public IReadOnlyList<SchemaTerm> Parts { get; init; } = [];

    /// <summary>Another one with something changed; its place does not tell its meaning.</summary>
    public bool IsDerived { get; init; }

    /// <summary>The one of which it has some values only, where that is what tells its meaning best.</summary>
    public SchemaTerm? Within { get; init; }

    public SchemaShape Shape => _shape ?? space.ShapeOf(this);

    /// <summary>Known without reading it; `additionalProperties: false` for instance.</summary>
    public bool IsNothing => ReferenceEquals(this, space.Nothing);

    public void Settle(SchemaShape shape) => _shape = shape;

    public override string ToString() => place?.Pointer ?? $"#{id}";
}
