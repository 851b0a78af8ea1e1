using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>One thing a schema demands of a value. Immutable once compiled.</summary>
/// <param name="site">The schema object it stands in.</param>
/// <param name="keyword">The keyword that demands it; errors point there.</param>
internal abstract class Instruction(SchemaNode site, string keyword)
{
    public SchemaNode Site { get; } = site;

    public string Keyword { get; } = keyword;

    /// <summary>Whether it only makes sense while it is known which children the instructions before it in the node have evaluated.</summary>
    public virtual bool NeedsEvaluated => false;

    /// <summary>Whether it applies other schemas to the same value: when it fails, the children that these evaluated are forgotten.</summary>
    public virtual bool ForgetsEvaluated => false;

    /// <summary>Whether the value satisfies it. Runs only for the kinds of value it was compiled for.</summary>
    public abstract bool Run(ref Evaluator e, int token, bool track);
}
