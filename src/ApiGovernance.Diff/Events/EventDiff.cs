using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Events;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff;

/// <summary>Compares two versions of an event contract (AsyncAPI 2.x and 3.x in any mix): what changed, and whether it breaks anybody.</summary>
public static class EventDiff
{
    /// <summary>
    /// By default others are judged for: what the application sends must not become wider, what it receives must not become narrower.
    /// <see cref="DiffOptions.EventView"/> asks otherwise.
    /// </summary>
    public static DiffResult Compare(EventContract before, EventContract after, CompatibilityPolicy policy, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(policy);
        ChangeSink sink = new(policy, options ?? DiffOptions.Default);
        new EventComparison(new EventPair(before, after), sink).Run();
        return sink.Result(before.Bundle.ToSingleDocument().AsSpan().SequenceEqual(after.Bundle.ToSingleDocument()));
    }
}
