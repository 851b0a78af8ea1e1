using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>null, true and false are known before any text is: the tape engine tells once and for all whether they are valid.</summary>
internal static class LiteralVerdicts
{
    private static readonly JsonLiteral[] s_literals =
        [JsonLiteral.TryParse("null"u8)!, JsonLiteral.TryParse("false"u8)!, JsonLiteral.TryParse("true"u8)!];

    public static bool Accepts(SchemaProgram program, IReadOnlyList<PlanEntry> entries, JsonKind literal)
    {
        JsonBuffers buffers = JsonBuffers.Rent();
        bool accepts = true;
        foreach (PlanEntry entry in entries)
        {
            buffers.Scope.Count = 0;
            foreach (int resource in entry.Scope.Resources)
                buffers.Scope.Push(resource);
            var evaluator = new Evaluator(program, s_literals[(int)literal].View, buffers, null);
            accepts &= evaluator.Evaluate(entry.Node, 0, track: false) && !evaluator.Aborted;
        }

        buffers.Return();
        return accepts;
    }
}
