using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Events;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff;

/// <summary>Compares two versions of an event's JSON Schema (draft 4, 6, 7, 2019-09, 2020-12 in any mix).</summary>
public static class SchemaDiff
{
    /// <param name="view">Whose programs must not break.</param>
    public static DiffResult Compare(DocumentBundle before, DocumentBundle after, EventView view, CompatibilityPolicy policy, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(policy);
        ChangeSink sink = new(policy, options ?? DiffOptions.Default);
        new SchemaDocumentComparison(before, after, sink).Run(view);
        return sink.Result(before.ToSingleDocument().AsSpan().SequenceEqual(after.ToSingleDocument()));
    }
}
