using ApiGovernance.Gateway.Admission.Limits;

namespace ApiGovernance.Gateway.Admission;

/// <summary>The counters that a call takes from.</summary>
internal sealed class LimitSet(LimitState[] states)
{
    public LimitState[] States { get; } = states;

    /// <summary>The value of <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-11).</summary>
    public string PolicyHeader { get; } = string.Join(", ", states.Select(state => state.Limit.Policy(state.Partition)));
}
