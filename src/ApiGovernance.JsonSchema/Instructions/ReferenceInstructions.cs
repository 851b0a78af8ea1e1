using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>$ref, and each member of allOf: another schema for the same value.</summary>
internal sealed class ApplyInstruction(SchemaNode site, string keyword, SchemaNode node) : Instruction(site, keyword)
{
    public SchemaNode Node { get; } = node;

    public override bool ForgetsEvaluated => true;

    public override bool Run(ref Evaluator e, int token, bool track) => e.Evaluate(Node, token, track);
}

/// <summary>$dynamicRef and $recursiveRef: the outermost resource of the dynamic scope that has the anchor decides.</summary>
internal sealed class DynamicReferenceInstruction(SchemaNode site, string keyword, string anchor, SchemaNode initial) : Instruction(site, keyword)
{
    private Dictionary<int, SchemaNode> _byResource = [];

    public string Anchor { get; } = anchor;

    public override bool ForgetsEvaluated => true;

    /// <summary>Called once, when every resource of the program is known.</summary>
    public void Link(Dictionary<int, SchemaNode> byResource) => _byResource = byResource;

    public bool Knows(int resource) => _byResource.ContainsKey(resource);

    /// <summary>The schema it means in a dynamic scope, given as ids of resources from the outermost on.</summary>
    public SchemaNode Target(ReadOnlySpan<int> scope)
    {
        foreach (int resource in scope)
        {
            if (_byResource.TryGetValue(resource, out SchemaNode? outer))
                return outer;
        }

        return initial;
    }

    public override bool Run(ref Evaluator e, int token, bool track) =>
        e.Evaluate(Target(e.Buffers.Scope.Items), token, track);
}
