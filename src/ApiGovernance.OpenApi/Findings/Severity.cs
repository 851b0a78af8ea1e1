namespace ApiGovernance.OpenApi.Findings;

/// <summary>How much a finding matters. The order is Spectral's: lower is worse, so a threshold is a comparison.</summary>
public enum Severity
{
    Error = 0,
    Warning = 1,
    Info = 2,
    Hint = 3,
}
