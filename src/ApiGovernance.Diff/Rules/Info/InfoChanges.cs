using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Info;

/// <summary>What the document says of itself.</summary>
internal static class InfoChanges
{
    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Informs("api-version-not-bumped", ChangeDirection.None, "a caller breaks, and `info.version` stayed the same"),
        Define.Informs("api-version-decreased", ChangeDirection.None, "a caller breaks, and `info.version` went down"),
        Define.Informs("api-major-version-not-bumped", ChangeDirection.None, "a caller breaks, and `info.version` took a small step only"),
        Define.Informs("api-schema-removed", ChangeDirection.None, "a named schema is gone; where it was used is judged by itself"),
        Define.Informs("examples-changed", ChangeDirection.None, "examples changed") with { IsForReaders = true },
        Define.Informs("extension-changed", ChangeDirection.None, "an extension that this tool knows changed (`x-sunset`, `x-canonical`, `x-apigov-...`)"),
    ];
}
