using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Servers;

/// <summary>Where the API is served.</summary>
internal static class ServerChanges
{
    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Informs("api-server-added", ChangeDirection.None, "a server is new"),
        Define.Informs("api-server-removed", ChangeDirection.None, "a server is no longer named"),
        Define.Informs("api-server-url-changed", ChangeDirection.None, "the server's URL is another one"),
        Define.Informs("api-server-variable-default-changed", ChangeDirection.None, "a server variable has another default"),
        Define.Informs("api-server-variable-value-added", ChangeDirection.None, "a server variable may have another value"),
        Define.Warns("api-server-variable-value-removed", ChangeDirection.None, "a value of a server variable is gone", "Keep serving it."),
    ];
}
