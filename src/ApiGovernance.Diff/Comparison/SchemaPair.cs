using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Two schemas at one position.</summary>
internal sealed record SchemaPair(SchemaView Before, SchemaView After, SchemaPosition Position, SchemaComparison Comparison)
{
    /// <summary>Where it is written now; where it was written, when nothing is.</summary>
    public ResolvedNode Place => ReferenceEquals(After.Place.Node, Comparison.After.Anything.Node) ? Before.Place : After.Place;

    public bool BothAllow(string type) => (Before.Types?.Contains(type) ?? true) && (After.Types?.Contains(type) ?? true);

    public void Report(string aspect, string message, string? before = null, string? after = null) => Comparison.Report(this, aspect, message, before, after);
}
