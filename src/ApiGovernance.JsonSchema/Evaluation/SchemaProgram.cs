namespace ApiGovernance.JsonSchema.Evaluation;

/// <summary>What all nodes of one compiled schema share at run time.</summary>
internal sealed record SchemaProgram(bool HasDynamicScope, int MaxEvaluations);
