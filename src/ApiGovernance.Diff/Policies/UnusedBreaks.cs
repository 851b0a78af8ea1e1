using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>What becomes of a change that breaks only what nobody was seen using.</summary>
/// <param name="AfterDays">So long nobody may have been seen using it, and so long calls must have been observed.</param>
/// <param name="Severity">What it weighs then.</param>
/// <param name="MinSamples">Calls of each caller that must have been looked at for a field.</param>
public sealed record UnusedBreaks(int AfterDays, Severity Severity, long MinSamples)
{
    /// <summary>Where the policy does not say how many.</summary>
    public const long DefaultMinSamples = 100;
}
