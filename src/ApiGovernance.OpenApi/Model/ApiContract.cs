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

    public ApiInfo? Info { get; init; }

    /// <summary>The description's own address (3.2 <c>$self</c>), as written.</summary>
    public string? Self => Format == ContractFormat.OpenApi32 ? Root["$self"]?.AsString : null;

    /// <summary>The dialect of schemas that name none (from 3.1 on), as written.</summary>
    public string? JsonSchemaDialect => Format >= ContractFormat.OpenApi31 ? Root["jsonSchemaDialect"]?.AsString : null;

    /// <summary>Servers of the document; operations may have others. Never empty.</summary>
    public IReadOnlyList<ApiServer> Servers { get; init; } = [];

    /// <summary>Base paths of the declared servers (2.0: <c>basePath</c>), without a trailing slash; empty string for none.</summary>
    public required IReadOnlyList<string> BasePaths { get; init; }

    /// <summary>In the order of the document. Webhooks are not among them.</summary>
    public required IReadOnlyList<ApiOperation> Operations { get; init; }

    public required IReadOnlyList<ApiOperation> Webhooks { get; init; }

    /// <summary>Security schemes in the order of the document.</summary>
    public IReadOnlyList<ApiSecurityDefinition> SecurityDefinitions { get; init; } = [];

    /// <summary>What operations need that do not say themselves.</summary>
    public IReadOnlyList<ApiSecurityRequirement> Security { get; init; } = [];

    public IReadOnlyList<ApiTag> Tags { get; init; } = [];

    /// <summary>Named schemas (<c>components/schemas</c>, 2.0 <c>definitions</c>) in the order of the document.</summary>
    public IReadOnlyList<KeyValuePair<string, SchemaReference>> Schemas { get; init; } = [];

    /// <summary>The files that the contract was read from; resolves references.</summary>
    public required DocumentBundle Bundle { get; init; }

    /// <summary>The root document's tree.</summary>
    public DocumentNode Root => Bundle.Root.Root;

    /// <summary>Members of the root whose names start with <c>x-</c>, as written.</summary>
    public IEnumerable<DocumentMember> Extensions => Root.Members.Where(m => m.Name.StartsWith("x-", StringComparison.Ordinal));

    /// <summary>Errors and warnings met while reading. The parts they concern are missing from the model; the rest works.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
