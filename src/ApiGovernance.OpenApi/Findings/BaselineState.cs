namespace ApiGovernance.OpenApi.Findings;

/// <summary>How a finding stands against the findings of an earlier run.</summary>
public enum BaselineState
{
    /// <summary>The earlier run does not have it.</summary>
    New,

    /// <summary>The earlier run has it: it is told and does not count.</summary>
    Unchanged,
}
