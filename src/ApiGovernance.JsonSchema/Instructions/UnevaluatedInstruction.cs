using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>unevaluatedProperties and unevaluatedItems: a schema for the children nothing beside it has looked at. Runs last.</summary>
internal sealed class UnevaluatedInstruction(SchemaNode site, string keyword, SchemaNode node) : Instruction(site, keyword)
{
    public SchemaNode Node { get; } = node;

    // Complaining about every child when it is not known what was evaluated would bury the cause.
    public override bool NeedsEvaluated => true;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        IntStack evaluated = e.Buffers.Evaluated;
        int from = e.Mark;
        int first = evaluated.Count;
        ulong[] marks = e.Buffers.MarksForTokens();
        for (int i = from; i < first; i++)
            marks[evaluated[i] >> 6] |= 1UL << (evaluated[i] & 63);

        bool isObject = e.View.Kind(token) == JsonKind.Object;
        for (int child = token + 1, end = e.View.Next(token); child < end;)
        {
            int value = isObject ? child + 1 : child;
            if ((marks[value >> 6] & (1UL << (value & 63))) == 0)
                evaluated.Push(value);
            child = e.View.Next(value);
        }

        // The bits are shared by all nodes: leave none behind before evaluating deeper.
        for (int i = from; i < first; i++)
            marks[evaluated[i] >> 6] = 0;

        bool valid = true;
        for (int i = first, last = evaluated.Count; i < last && (valid || e.Collecting); i++)
            valid &= e.Evaluate(Node, evaluated[i], track: false);
        return valid;
    }
}
