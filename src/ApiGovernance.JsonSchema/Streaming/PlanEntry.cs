using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>A schema at a place, and the part of the dynamic scope it was reached in that dynamic references can tell apart.</summary>
internal readonly record struct PlanEntry(SchemaNode Node, DynamicScope Scope);

/// <summary>
/// The resources entered on the way to a schema, outermost first, without those that cannot be the target of a dynamic reference
/// because an outer one has the same anchors. Interned: equal scopes are one object.
/// </summary>
internal sealed class DynamicScope(int id, int[] resources)
{
    public static DynamicScope None { get; } = new(0, []);

    public int Id { get; } = id;

    public int[] Resources { get; } = resources;
}

/// <summary>A value that cannot be decided while it is read: it is put on a tape, and these schemas are run over that.</summary>
/// <param name="Entries">The schemas.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record TapePlan(PlanEntry[] Entries, string Reason);
