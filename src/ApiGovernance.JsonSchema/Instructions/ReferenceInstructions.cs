using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>$ref, and each member of allOf: another schema for the same value.</summary>
internal sealed class ApplyInstruction(SchemaNode site, string keyword, SchemaNode node) : Instruction(site, keyword)
{
    public override bool Run(ref Evaluator e, int token, bool track) => e.Evaluate(node, token, track);
}

/// <summary>$dynamicRef and $recursiveRef: the outermost resource of the dynamic scope that has the anchor decides.</summary>
internal sealed class DynamicReferenceInstruction(SchemaNode site, string keyword, string anchor, SchemaNode initial) : Instruction(site, keyword)
{
    private Dictionary<int, SchemaNode> _byResource = [];

    public string Anchor { get; } = anchor;

    /// <summary>Called once, when every resource of the program is known.</summary>
    public void Link(Dictionary<int, SchemaNode> byResource) => _byResource = byResource;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        SchemaNode target = initial;
        for (int i = 0; i < e.Buffers.Scope.Count; i++)
        {
            if (_byResource.TryGetValue(e.Buffers.Scope[i], out SchemaNode? outer))
            {
                target = outer;
                break;
            }
        }

        return e.Evaluate(target, token, track);
    }
}
