using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>What a comparison comes to.</summary>
public enum DiffVerdict
{
    /// <summary>Every call that was fine is fine, as far as the compared keywords say.</summary>
    Compatible,

    /// <summary>At least one change breaks a caller.</summary>
    Breaking,

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
