using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>
/// A regression counts when it has lasted until every gateway has reported once more: of a back end that fails everywhere, the candidate's
/// gateways may be the first to tell.
/// </summary>
internal sealed class Suspicion
{
    private (string Release, DateTimeOffset Since)? _suspected;

    /// <param name="next">What the reports of now say.</param>
    public bool IsBorneOut(Rollout next, RolloutPolicy policy, DateTimeOffset now)
    {
        if (next.Status != RolloutStatus.RolledBack)
        {
            _suspected = null;
            return true;
        }

        if (_suspected?.Release != next.Release)
            _suspected = (next.Release, now);
        return now - _suspected.Value.Since > TimeSpan.FromSeconds(policy.ReportSeconds);
    }
}
