namespace ApiGovernance.Diff.Rules.Deprecation;

/// <summary>The ids of one kind of part for what it says of its end.</summary>
internal sealed record LifecycleIds(
    string Deprecated, string DeprecatedWithDay, string Reactivated, string DayMissing, string BadDay, string TooSoon, string Earlier, string DayDeleted)
{
    public static LifecycleIds Operation { get; } = new(
        "endpoint-deprecated", "endpoint-deprecated-with-sunset", "endpoint-reactivated", "api-deprecated-sunset-missing", "api-deprecated-sunset-parse",
        "api-sunset-date-too-small", "api-sunset-date-changed-too-small", "sunset-deleted");

    public static LifecycleIds Parameter { get; } = new(
        "request-parameter-deprecated", "request-parameter-deprecated", "request-parameter-reactivated", "request-parameter-deprecated-sunset-missing",
        "request-parameter-sunset-parse", "request-parameter-sunset-date-too-small", "request-parameter-sunset-date-changed-too-small", "request-parameter-sunset-deleted");
}
