namespace ApiGovernance.OpenApi.Findings;

/// <summary>What a change does to those who keep to the base: a fact about the two contracts. How much it weighs is the policy's business.</summary>
public enum ChangeCompatibility
{
    /// <summary>What was fine still is.</summary>
    Compatible,

    /// <summary>A message that was fine before and is not now is shown, and both facts were checked with the validator; or the request line that used to be routed.</summary>
    BreakingProven,

    /// <summary>A rule says that it breaks, and no message was found that shows it.</summary>
    BreakingByRule,

    /// <summary>The comparison could not decide.</summary>
    Undecided,
}
