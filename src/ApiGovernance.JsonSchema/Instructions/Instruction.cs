using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>One thing a schema demands of a value. Immutable once compiled.</summary>
/// <param name="site">The schema object it stands in.</param>
/// <param name="keyword">The keyword that demands it; errors point there.</param>
internal abstract class Instruction(SchemaNode site, string keyword)
{
    public SchemaNode Site { get; } = site;

    public string Keyword { get; } = keyword;

    /// <summary>Whether it only makes sense once everything before it in the node has been satisfied.</summary>
    public virtual bool NeedsValidSiblings => false;

    /// <summary>Whether the value satisfies it. Runs only for the kinds of value it was compiled for.</summary>
    public abstract bool Run(ref Evaluator e, int token, bool track);
}
