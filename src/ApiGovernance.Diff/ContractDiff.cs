using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff;

/// <summary>Compares two versions of a contract: what changed, and whether it breaks a caller.</summary>
public static class ContractDiff
{
    /// <summary>The result depends on the two documents and the policy only, and is equal on every run.</summary>
    public static DiffResult Compare(ApiContract baseline, ApiContract revision, CompatibilityPolicy policy, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(policy);
        ChangeSink sink = new(policy, options ?? DiffOptions.Default);
        new ContractComparison(baseline, revision, sink).Run();
        return sink.Result(baseline.Bundle.ToSingleDocument().AsSpan().SequenceEqual(revision.Bundle.ToSingleDocument()));
    }
}
