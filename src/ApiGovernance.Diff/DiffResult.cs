using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>What a comparison comes to.</summary>
public enum DiffVerdict
{
    /// <summary>Every message that was fine is fine: shown, not guessed.</summary>
    Compatible,

    /// <summary>At least one change breaks a caller, and a message shows it.</summary>
    BreakingProven,

    /// <summary>A rule says that a change breaks a caller; no message was found that shows it.</summary>
    BreakingByRule,

    /// <summary>Nothing that was compared breaks, but something could not be compared.</summary>
    Undecided,
}

/// <summary>The least step of a semantic version that a change asks for.</summary>
public enum VersionBump
{
    /// <summary>The contracts are the same.</summary>
    None,

    /// <summary>They differ in what is for readers only.</summary>
    Patch,

    /// <summary>Something changed, and no caller breaks.</summary>
    Minor,

    /// <summary>A caller breaks, or it cannot be told and the policy counts that as breaking.</summary>
    Major,
}

public sealed record DiffResult
{
    /// <summary>Every judged change, ordered by place; breaking ones are errors.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What differs and could not be judged; part of the verdict.</summary>
    public required IReadOnlyList<Finding> NotCompared { get; init; }

    public required DiffVerdict Verdict { get; init; }

    public required VersionBump RequiredBump { get; init; }
}

public static class DiffVerdicts
{
    /// <summary>Proven or by rule.</summary>
    public static bool IsBreaking(this DiffVerdict verdict) => verdict is DiffVerdict.BreakingProven or DiffVerdict.BreakingByRule;
}
