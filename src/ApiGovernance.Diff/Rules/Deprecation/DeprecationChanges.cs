using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Deprecation;

/// <summary>What operations and parameters say of their end, and how far an operation may be relied on.</summary>
internal static class DeprecationChanges
{
    private const string Keep = "Keep the day that was announced.";
    private const string Date = "Write a date such as 2027-06-30 (RFC 3339).";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Informs("endpoint-deprecated", ChangeDirection.None, "an operation is newly marked deprecated"),
        Define.Informs("endpoint-deprecated-with-sunset", ChangeDirection.None, "an operation is newly marked deprecated, with the day on which it ends (`x-sunset`)"),
        Define.Informs("endpoint-reactivated", ChangeDirection.None, "an operation is no longer marked deprecated"),
        Define.Breaks("api-deprecated-sunset-missing", ChangeDirection.None, "an operation is deprecated without the day that policy demands (`x-sunset`)", Date),
        Define.Breaks("api-deprecated-sunset-parse", ChangeDirection.None, "an operation's `x-sunset` is no date", Date),
        Define.Breaks("api-sunset-date-too-small", ChangeDirection.None, "an operation ends sooner than policy allows", "Give callers the notice that policy demands."),
        Define.Breaks("api-sunset-date-changed-too-small", ChangeDirection.None, "an operation ends earlier than was announced", Keep),
        Define.Breaks("sunset-deleted", ChangeDirection.None, "a deprecated operation no longer says when it ends", Keep),
        Define.Breaks("api-stability-decreased", ChangeDirection.None, "an operation promises less stability than before (`x-stability-level`)", "Keep the level."),
        Define.Informs("api-stability-increased", ChangeDirection.None, "an operation promises more stability than before (`x-stability-level`)"),
        Define.Breaks("api-invalid-stability-level", ChangeDirection.None, "an operation's `x-stability-level` is not known", "Write draft, alpha, beta or stable."),
        Define.Informs("request-parameter-deprecated", ChangeDirection.Request, "a parameter is newly marked deprecated"),
        Define.Informs("request-parameter-reactivated", ChangeDirection.Request, "a parameter is no longer marked deprecated"),
        Define.Breaks("request-parameter-deprecated-sunset-missing", ChangeDirection.Request, "a parameter is deprecated without the day that policy demands (`x-sunset`)", Date),
        Define.Breaks("request-parameter-sunset-parse", ChangeDirection.Request, "a parameter's `x-sunset` is no date", Date),
        Define.Breaks("request-parameter-sunset-date-too-small", ChangeDirection.Request, "a parameter ends sooner than policy allows", "Give callers the notice that policy demands."),
        Define.Breaks("request-parameter-sunset-date-changed-too-small", ChangeDirection.Request, "a parameter ends earlier than was announced", Keep),
        Define.Breaks("request-parameter-sunset-deleted", ChangeDirection.Request, "a deprecated parameter no longer says when it ends", Keep),
    ];
}
