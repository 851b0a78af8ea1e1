namespace ApiGovernance.Gateway.Problems;

/// <summary>Which of the three that take part in a call failed.</summary>
public enum ProblemSide
{
    Client,

    Gateway,

    Backend,
}
