using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

public sealed record ApiResponse
{
    /// <summary><c>200</c>, a range <c>2XX</c> (upper case) or <c>default</c>.</summary>
    public required string Status { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<ApiMediaType> Content { get; init; }

    public required IReadOnlyList<ApiHeader> Headers { get; init; }

    public required DocumentNode Node { get; init; }

    public required string Pointer { get; init; }
}

public sealed record ApiHeader(string Name, bool Required, SchemaReference? Schema, string Pointer);
