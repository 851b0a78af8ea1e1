using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff;

/// <summary>What a policy may judge a change by, beside its id.</summary>
/// <param name="Operation">The operation in the revision (in the base, when it is gone); null for what belongs to the whole contract.</param>
/// <param name="Options">Which API, for whom, on which day.</param>
internal sealed record ChangeContext(ApiOperation? Operation, DiffOptions Options)
{
    /// <summary>The operation as the base has it, when both have it.</summary>
    public ApiOperation? Baseline { get; init; }

    /// <summary>
    /// The firmer of both sides: an operation that is called a draft in the same step as it breaks was promised as what it was. Null for
    /// what belongs to no operation.
    /// </summary>
    public Stability? Stability => Operation is null ? null
        : Baseline is null ? Stabilities.Of(Operation)
        : (Stability)Math.Max((int)Stabilities.Of(Operation), (int)Stabilities.Of(Baseline));

    /// <summary>Public where nobody says: who is not known to be near is far away.</summary>
    public Visibility Visibility => Words<Visibility>.Find(Options.Visibility) ?? Policies.Visibility.Public;
}
