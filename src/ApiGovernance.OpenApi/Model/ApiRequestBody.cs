using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

public sealed record ApiRequestBody
{
    public bool Required { get; init; }

    public required IReadOnlyList<ApiMediaType> Content { get; init; }

    public required DocumentNode Node { get; init; }

    public required string Pointer { get; init; }
}

/// <summary>One media type (or range, e.g. <c>application/*</c>) of a body.</summary>
public sealed record ApiMediaType
{
    /// <summary>As written, lower case, with its parameters.</summary>
    public required string Name { get; init; }

    public SchemaReference? Schema { get; init; }

    public required DocumentNode Node { get; init; }

    public required string Pointer { get; init; }
}
