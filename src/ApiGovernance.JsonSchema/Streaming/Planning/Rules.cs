using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>What the in-place schemas of a node with unevaluated* look at, known without a value.</summary>
internal sealed class Evaluations(Evaluations? outer)
{
    public Evaluations? Outer { get; } = outer;

    public List<ObjectInstruction> Properties { get; } = [];

    public bool AllProperties { get; set; }

    /// <summary>How many of the first items; <see cref="int.MaxValue"/> for all.</summary>
    public int Items { get; set; }

    public bool EvaluatesOtherNames => AllProperties || Properties.Exists(static p => p.Additional is not null);
}

/// <summary>
/// properties with patternProperties and additionalProperties; or unevaluatedProperties, which is an additionalProperties
/// that knows the names of all schemas beside it.
/// </summary>
internal sealed record PropertyRule(ObjectInstruction? Own, Evaluations? Beside, SchemaNode? Unevaluated, DynamicScope Scope)
{
    public IEnumerable<byte[]> Names => Own is not null ? Own.Names : [];

    public IEnumerable<EcmaPattern> Patterns => Own is not null
        ? Own.Patterns.Select(static p => p.Pattern)
        : Beside!.Properties.SelectMany(static p => p.Patterns).Select(static p => p.Pattern);

    /// <summary>Adds the schemas of a property; false when a pattern cannot be decided.</summary>
    /// <param name="name">Its name; null for one that no rule names.</param>
    /// <param name="matches">Whether the name matches a pattern.</param>
    /// <param name="into">Where the schemas go.</param>
    public void AddSchemas(byte[]? name, Func<EcmaPattern, bool> matches, List<PlanEntry> into)
    {
        SchemaNode? rest = Unevaluated;
        if (Own is not null)
        {
            if (!Evaluates(Own, name, matches, into))
                rest = Own.Additional;
            else
                rest = null;
        }
        else if (Beside!.EvaluatesOtherNames || Beside.Properties.Exists(p => Evaluates(p, name, matches, null)))
        {
            rest = null;
        }

        if (rest is not null)
            into.Add(new PlanEntry(rest, Scope));
    }

    private bool Evaluates(ObjectInstruction properties, byte[]? name, Func<EcmaPattern, bool> matches, List<PlanEntry>? into)
    {
        bool evaluated = false;
        if (name is not null && properties.IndexOf(name) is >= 0 and var index && properties.Nodes[index] is { } named)
        {
            evaluated = true;
            into?.Add(new PlanEntry(named, Scope));
        }

        foreach ((EcmaPattern pattern, SchemaNode node) in properties.Patterns)
        {
            if (!matches(pattern))
                continue;
            evaluated = true;
            into?.Add(new PlanEntry(node, Scope));
        }

        return evaluated;
    }
}

/// <summary>prefixItems with items; or unevaluatedItems, whose first schemas are null because others look at those items.</summary>
internal sealed record ItemRule(SchemaNode?[] Prefix, SchemaNode? Rest, DynamicScope Scope)
{
    public void AddSchema(int index, List<PlanEntry> into)
    {
        SchemaNode? node = index < Prefix.Length ? Prefix[index] : Rest;
        if (node is not null)
            into.Add(new PlanEntry(node, Scope));
    }
}
