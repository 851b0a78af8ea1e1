using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Comparison;

/// <summary>How the areas' registries write their changes.</summary>
internal static class Define
{
    public const string NewVersion = "Make the change in a new version of the API.";

    /// <summary>A caller that keeps to the base fails.</summary>
    public static ChangeDefinition Breaks(string id, ChangeDirection direction, string meaning, string fix) => new(id, Severity.Error, direction, meaning, fix);

    /// <summary>Some callers may notice.</summary>
    public static ChangeDefinition Warns(string id, ChangeDirection direction, string meaning, string? fix) => new(id, Severity.Warning, direction, meaning, fix);

    public static ChangeDefinition Informs(string id, ChangeDirection direction, string meaning) => new(id, Severity.Info, direction, meaning, null);
}
