using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff;

/// <summary>What a policy may judge a change by, beside its id.</summary>
/// <param name="Operation">The operation in the revision (in the base, when it is gone); null for what belongs to the whole contract.</param>
/// <param name="Options">Which API, for whom, on which day.</param>
internal sealed record ChangeContext(ApiOperation? Operation, DiffOptions Options);
