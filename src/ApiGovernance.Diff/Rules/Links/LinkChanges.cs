using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Links;

/// <summary>Calls that a response makes possible. A link is a description, so without it the call still works; programs that follow links notice.</summary>
internal static class LinkChanges
{
    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Warns("response-link-removed", ChangeDirection.Response, "a link of an answer is gone", "Keep the link."),
        Define.Informs("response-link-added", ChangeDirection.Response, "a link of an answer is new"),
        Define.Warns("response-link-operation-changed", ChangeDirection.Response, "a link leads to another operation", "Add a link of another name."),
        Define.Warns("response-link-values-changed", ChangeDirection.Response, "a link passes other values (parameters, body or server) to its operation", "Add a link of another name."),
    ];
}
