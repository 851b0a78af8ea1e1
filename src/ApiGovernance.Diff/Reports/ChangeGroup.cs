using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Reports;

/// <summary>The changes of one operation, or of one part that several operations share; the worst first.</summary>
/// <param name="Contract">The contract's name, when several were compared.</param>
/// <param name="Heading">E.g. <c>POST /orders</c> or <c>Schema Order</c>.</param>
internal sealed record ChangeGroup(string? Contract, string Heading, IReadOnlyList<Finding> Changes)
{
    private const string Whole = "The contract as a whole";

    /// <summary>Groups with what breaks come first; among equals the contract, then path and method.</summary>
    public static IReadOnlyList<ChangeGroup> Of(IEnumerable<Finding> changes) =>
    [
        .. changes.GroupBy(finding => (finding.Api, Heading: HeadingOf(finding)))
            .Select(group => (
                Group: new ChangeGroup(group.Key.Api, group.Key.Heading, [.. group.OrderBy(ChangeStandings.Of)]),
                Order: Order(group.First())))
            .OrderBy(pair => ChangeStandings.Of(pair.Group.Changes[0]))
            .ThenBy(pair => pair.Group.Contract, StringComparer.Ordinal)
            .ThenBy(pair => pair.Order, StringComparer.Ordinal)
            .ThenBy(pair => pair.Group.Heading, StringComparer.Ordinal)
            .Select(pair => pair.Group),
    ];

    public static string HeadingOf(Finding finding) => finding.Operation
        ?? (finding.Operations.Count == 1 ? finding.Operations[0] : Part(finding));

    private static string Order(Finding finding)
    {
        string heading = HeadingOf(finding);
        int space = heading.IndexOf(' ', StringComparison.Ordinal);
        // Operations of one path stay together; what is no operation follows them.
        return finding.Operation is null && finding.Operations.Count != 1 ? "~" + heading : heading[(space + 1)..] + " " + heading[..Math.Max(space, 0)];
    }

    private static string Part(Finding finding) => JsonPointer.Parse(finding.Pointer) switch
    {
        ["components", { } kind, { } name, ..] => $"{Singular(kind)} {name}",
        ["definitions", { } name, ..] => $"Schema {name}",
        ["parameters", { } name, ..] => $"Parameter {name}",
        ["responses", { } name, ..] => $"Response {name}",
        ["paths", { } path, ..] => $"Path {path}",
        ["webhooks", { } name, ..] => $"Webhook {name}",
        // A part in a file of its own is known by the file.
        [not ("info" or "servers" or "security" or "tags" or "components" or "paths" or "webhooks" or "openapi" or "swagger" or "externalDocs"), ..]
            when finding is { Operations.Count: > 1, Source: { } source } => source.File,
        _ => Whole,
    };

    private static string Singular(string kind) => kind switch
    {
        "schemas" => "Schema",
        "responses" => "Response",
        "parameters" => "Parameter",
        "examples" => "Example",
        "requestBodies" => "Request body",
        "headers" => "Header",
        "securitySchemes" => "Security scheme",
        "links" => "Link",
        "callbacks" => "Callback",
        "pathItems" => "Path item",
        _ => kind,
    };
}
