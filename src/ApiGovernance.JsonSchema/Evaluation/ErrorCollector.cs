using ApiGovernance.JsonSchema.Output;

namespace ApiGovernance.JsonSchema.Evaluation;

/// <summary>An error whose pointers are not written out yet: most are dropped with the branch they occurred in.</summary>
internal readonly record struct PendingError(
    int Token, SchemaNode Site, string Suffix, string Keyword, string Message, string? Expected, EvaluationTrail? Trail);

/// <summary>The errors found so far, bounded.</summary>
internal sealed class ErrorCollector(int max)
{
    public List<PendingError> Items { get; } = [];

    public bool IsFull => Items.Count >= max;

    public void Add(PendingError error)
    {
        if (!IsFull)
            Items.Add(error);
    }
}
