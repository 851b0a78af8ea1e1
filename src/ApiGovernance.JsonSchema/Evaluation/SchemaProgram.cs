namespace ApiGovernance.JsonSchema.Evaluation;

/// <summary>What all nodes of one compiled schema share at run time.</summary>
/// <param name="HasDynamicScope">Whether a $dynamicRef or $recursiveRef asks which resources were entered.</param>
/// <param name="MaxEvaluations">Schema objects one validation may visit.</param>
/// <param name="HasSecrets">Whether some schema object describes a secret.</param>
internal sealed record SchemaProgram(bool HasDynamicScope, int MaxEvaluations, bool HasSecrets);
