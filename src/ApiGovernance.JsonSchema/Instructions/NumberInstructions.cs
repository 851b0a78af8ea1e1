using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>minimum, maximum and their exclusive forms.</summary>
internal sealed class BoundInstruction(SchemaNode site, string keyword, ExactDecimal bound, string text, bool upper, bool exclusive)
    : Instruction(site, keyword)
{
    public override bool Run(ref Evaluator e, int token, bool track)
    {
        int order = ExactDecimal.Parse(e.View.Text(token)).CompareTo(bound);
        if (upper)
            order = -order;
        if (order > 0 || (order == 0 && !exclusive))
            return true;
        string relation = upper ? (exclusive ? "less than" : "at most") : exclusive ? "greater than" : "at least";
        string symbol = upper ? (exclusive ? "<" : "<=") : exclusive ? ">" : ">=";
        return e.Collecting && e.Report(token, this, $"The number must be {relation} {text}.", $"{symbol} {text}");
    }
}

/// <summary>multipleOf, exact for any decimal.</summary>
internal sealed class MultipleOfInstruction(SchemaNode site, ExactDecimal divisor, string text) : Instruction(site, "multipleOf")
{
    public override bool Run(ref Evaluator e, int token, bool track) =>
        ExactDecimal.Parse(e.View.Text(token)).IsMultipleOf(divisor)
        || (e.Collecting && e.Report(token, this, $"The number must be a multiple of {text}.", $"a multiple of {text}"));
}
