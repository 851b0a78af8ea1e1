using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Model;

/// <summary>
/// What an API promises, read from OpenAPI 2.0, 3.0, 3.1 or 3.2 into one shape. Immutable. Schemas stay as written: each is a
/// <see cref="SchemaReference"/> (document and JSON pointer) which lint, diff and the validator read in the dialect of <see cref="Format"/>.
/// </summary>
public sealed record ApiContract
{
    public required ContractFormat Format { get; init; }

    /// <summary>The value of <c>openapi</c> or <c>swagger</c> as written, e.g. <c>3.1.0</c>.</summary>
    public required string FormatVersion { get; init; }

    public required string Title { get; init; }

    /// <summary><c>info.version</c> as written.</summary>
    public required string Version { get; init; }

    /// <summary>Base paths of the declared servers (2.0: <c>basePath</c>), without a trailing slash; empty string for none.</summary>
    public required IReadOnlyList<string> BasePaths { get; init; }

    /// <summary>In the order of the document. Webhooks are not among them.</summary>
    public required IReadOnlyList<ApiOperation> Operations { get; init; }

    public required IReadOnlyList<ApiOperation> Webhooks { get; init; }

    /// <summary>The files that the contract was read from; resolves references.</summary>
    public required DocumentBundle Bundle { get; init; }

    /// <summary>The root document's tree.</summary>
    public DocumentNode Root => Bundle.Root.Root;

    /// <summary>Errors and warnings met while reading. The parts they concern are missing from the model; the rest works.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
