using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>minimum, maximum and their exclusive forms.</summary>
internal sealed class BoundInstruction(SchemaNode site, string keyword, ExactDecimal bound, string text, bool upper, bool exclusive)
    : Instruction(site, keyword)
{
    public ExactDecimal Bound { get; } = bound;

    public bool Upper { get; } = upper;

    public bool Exclusive { get; } = exclusive;

    public string Text { get; } = text;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        int order = ExactDecimal.Parse(e.View.Text(token)).CompareTo(Bound);
        if (Upper)
            order = -order;
        if (order > 0 || (order == 0 && !Exclusive))
            return true;
        string relation = Upper ? (Exclusive ? "less than" : "at most") : Exclusive ? "greater than" : "at least";
        string symbol = Upper ? (Exclusive ? "<" : "<=") : Exclusive ? ">" : ">=";
        return e.Collecting && e.Report(token, this, $"The number must be {relation} {Text}.", $"{symbol} {Text}");
    }
}

/// <summary>multipleOf, exact for any decimal.</summary>
internal sealed class MultipleOfInstruction(SchemaNode site, ExactDecimal divisor, string text) : Instruction(site, "multipleOf")
{
    public ExactDecimal Divisor { get; } = divisor;

    public string Text { get; } = text;

    public override bool Run(ref Evaluator e, int token, bool track) =>
        ExactDecimal.Parse(e.View.Text(token)).IsMultipleOf(Divisor)
        || (e.Collecting && e.Report(token, this, $"The number must be a multiple of {Text}.", $"a multiple of {Text}"));
}
