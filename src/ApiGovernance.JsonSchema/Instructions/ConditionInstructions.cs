using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>not.</summary>
internal sealed class NotInstruction(SchemaNode site, SchemaNode node) : Instruction(site, "not")
{
    public SchemaNode Node { get; } = node;

    public override bool Run(ref Evaluator e, int token, bool track) =>
        !e.Test(Node, token, track: false) || (e.Collecting && e.Report(token, this, "The value matches a schema it must not match."));
}

/// <summary>if, then, else.</summary>
internal sealed class IfInstruction(SchemaNode site, SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Instruction(site, "if")
{
    public SchemaNode Condition { get; } = condition;

    public SchemaNode? Then { get; } = then;

    public SchemaNode? Otherwise { get; } = otherwise;

    public override bool ForgetsEvaluated => true;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        SchemaNode? branch = e.Test(Condition, token, track) ? Then : Otherwise;
        return branch is null || e.Evaluate(branch, token, track);
    }
}
