using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>Settings that hold for some changes only.</summary>
/// <param name="Until">The last day (UTC) on which it holds; null: no end.</param>
/// <param name="Source">Where it is written.</param>
internal sealed record PolicyOverride(OverrideMatch Match, PolicySettings Settings, DateOnly? Until = null, SourceSpan? Source = null)
{
    /// <summary>A comparison that knows no day has no day that has passed.</summary>
    public bool AppliesTo(ChangeContext context) => !(Until < context.Options.Today) && Match.Matches(context);
}
