using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Changelogs;

/// <summary>Under which heading a change is told. The order is that of a changelog: what a caller must act on comes first.</summary>
public enum ChangelogSection
{
    /// <summary>It breaks a caller, whatever policy makes of it: a caller has no use for our policy.</summary>
    Breaking,
    Deprecated,
    Removed,
    Added,
    Changed,

    /// <summary>Nobody could tell what it does to callers.</summary>
    NotCompared,
}

public static class ChangelogSections
{
    public static ChangelogSection Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Compatibility is ChangeCompatibility.BreakingProven or ChangeCompatibility.BreakingByRule)
            return ChangelogSection.Breaking;
        if (finding.Compatibility == ChangeCompatibility.Undecided || finding.Kind == FindingKind.Document)
            return ChangelogSection.NotCompared;
        string id = finding.RuleId;
        if (Has(id, "deprecated") || Has(id, "sunset"))
            return ChangelogSection.Deprecated;
        // A schema's limit that is gone is a change of the schema; what is removed is a thing that a caller knows by name.
        if (Has(id, "removed") && IsThing(id))
            return ChangelogSection.Removed;
        return (Has(id, "added") && IsThing(id)) || id.StartsWith("new-", StringComparison.Ordinal) ? ChangelogSection.Added : ChangelogSection.Changed;
    }

    public static string Heading(this ChangelogSection section) => section == ChangelogSection.NotCompared ? "Not compared" : section.ToString();

    private static bool Has(string id, string part) => id.Contains(part, StringComparison.Ordinal);

    private static bool IsThing(string id) => !Has(id, "pattern") && !Has(id, "format") && !Has(id, "multiple-of") && !Has(id, "unique-items");
}
