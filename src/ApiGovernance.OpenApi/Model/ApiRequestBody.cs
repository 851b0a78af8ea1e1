namespace ApiGovernance.OpenApi.Model;

public sealed record ApiRequestBody : ApiObject
{
    public bool Required { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<ApiMediaType> Content { get; init; }
}

/// <summary>One media type (or range, e.g. <c>application/*</c>) of a body.</summary>
public sealed record ApiMediaType : ApiObject
{
    /// <summary>As written, lower case, with its parameters.</summary>
    public required string Name { get; init; }

    public SchemaReference? Schema { get; init; }

    /// <summary>The schema of each item of a sequential media type such as <c>application/jsonl</c> or <c>text/event-stream</c> (3.2).</summary>
    public SchemaReference? ItemSchema { get; init; }

    /// <summary>Encodings by property.</summary>
    public IReadOnlyList<ApiEncoding> Encoding { get; init; } = [];

    /// <summary>Encodings by position (3.2).</summary>
    public IReadOnlyList<ApiEncoding> PrefixEncoding { get; init; } = [];

    /// <summary>The encoding of each further position (3.2).</summary>
    public ApiEncoding? ItemEncoding { get; init; }

    public IReadOnlyList<ApiExample> Examples { get; init; } = [];
}
