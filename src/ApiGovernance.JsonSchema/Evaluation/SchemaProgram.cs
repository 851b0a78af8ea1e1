using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Evaluation;

/// <summary>What all nodes of one compiled schema share at run time.</summary>
/// <param name="Engine">What runs it.</param>
/// <param name="MaxEvaluations">Schema objects one validation may visit.</param>
/// <param name="DynamicReferences">The $dynamicRef and $recursiveRef that ask which resources were entered.</param>
/// <param name="HasSecrets">Whether some schema object describes a secret.</param>
internal sealed record SchemaProgram(
    SchemaEngine Engine, int MaxEvaluations, IReadOnlyList<DynamicReferenceInstruction> DynamicReferences, bool HasSecrets)
{
    public bool HasDynamicScope => DynamicReferences.Count > 0;
}
