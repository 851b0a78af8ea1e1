namespace ApiGovernance.Gateway.Resilience;

internal enum CircuitState
{
    Closed,

    /// <summary>Some calls are let through to find out whether the back end is well again.</summary>
    HalfOpen,

    Open,
}

/// <summary>What a call that was let through says about the back end.</summary>
internal enum CallOutcome
{
    /// <summary>Nothing: the client went away, or another answer was quicker.</summary>
    None,

    Good,

    Failed,
}
