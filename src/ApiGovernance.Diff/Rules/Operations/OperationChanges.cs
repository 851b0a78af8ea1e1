using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>Operations that came, went or are called otherwise.</summary>
internal static class OperationChanges
{
    private const string Retire = "Keep the operation; announce its end with `deprecated: true` and `x-sunset`, and remove it after that day.";
    private const string SamePaths = "Keep the paths as they are.";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Informs("endpoint-added", ChangeDirection.None, "an operation is new"),
        .. Removals("api-removed", "an operation"),
        .. Removals("api-path-removed", "every operation of a path"),
        Define.Informs("api-path-rerouted", ChangeDirection.None, "an operation is gone whose requests another path answers as before"),
        Define.Breaks("api-path-shadowed", ChangeDirection.None, "a new path takes requests from a path with parameters, which matched them before, and does not answer them as that did", "Choose a path that no request of before had, or answer as before."),
        Define.Breaks("api-path-sunset-parse", ChangeDirection.None, "a deprecated operation is gone whose `x-sunset` is no date, so nobody was told when", "Keep the operation and write a date such as 2027-06-30 (RFC 3339)."),
        Define.Warns("api-path-base-moved", ChangeDirection.None, "paths moved between the servers' base path and the paths; the URLs are the same there, but not at a gateway that routes by the contract's paths", SamePaths),
        Define.Breaks("api-base-path-changed", ChangeDirection.None, "operations are served under another base path, so the URLs that callers use are gone", "Keep serving the old base path beside the new one."),
        Define.Informs("api-path-parameter-renamed", ChangeDirection.None, "a path parameter has another name; no URL changes"),
        Define.Informs("api-path-spelling-changed", ChangeDirection.None, "a path is spelled otherwise (trailing slash, dot segments, percent-encoding) and means the same URL"),
        Define.Warns("api-operation-id-removed", ChangeDirection.None, "an operationId changed or is gone; generated clients name their methods after it", "Keep the operationId."),
        Define.Informs("api-operation-id-added", ChangeDirection.None, "an operation has an operationId now"),
        Define.Informs("api-tag-removed", ChangeDirection.None, "an operation lost a tag; some generated clients are grouped by it"),
        Define.Informs("api-tag-added", ChangeDirection.None, "an operation has a new tag"),
    ];

    private static IEnumerable<ChangeDefinition> Removals(string id, string what) =>
    [
        Define.Breaks($"{id}-without-deprecation", ChangeDirection.None, $"{what} is gone that was not announced as deprecated", Retire),
        Define.Breaks($"{id}-without-sunset", ChangeDirection.None, $"{what} is gone that was deprecated, but without a day on which it ends", Retire),
        Define.Breaks($"{id}-before-sunset", ChangeDirection.None, $"{what} is gone before the day that was announced", "Keep it until that day."),
        Define.Informs($"{id}-with-deprecation", ChangeDirection.None, $"{what} is gone after the day that was announced"),
    ];
}
