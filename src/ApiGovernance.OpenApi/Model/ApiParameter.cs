using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

public enum ParameterLocation
{
    Path,
    Query,
    Header,
    Cookie,

    /// <summary>A field of a form body (Swagger 2.0 <c>formData</c>); 3.x forms are request bodies.</summary>
    Form,
}

/// <summary>How a parameter's value is spelled (OpenAPI 3.1, 4.8.12.3); 2.0's <c>collectionFormat</c> is mapped to it.</summary>
public enum ParameterStyle
{
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,

    /// <summary>Swagger 2.0 <c>tsv</c>.</summary>
    TabDelimited,
}

public sealed record ApiParameter
{
    public required string Name { get; init; }

    public required ParameterLocation In { get; init; }

    public bool Required { get; init; }

    public bool Deprecated { get; init; }

    public required ParameterStyle Style { get; init; }

    public bool Explode { get; init; }

    public bool AllowReserved { get; init; }

    /// <summary>Swagger 2.0 and 3.0: an empty value is fine.</summary>
    public bool AllowEmptyValue { get; init; }

    /// <summary>The value's schema; null when the document gives none (then any value is fine).</summary>
    public SchemaReference? Schema { get; init; }

    /// <summary>Set when the value is a document of this media type (<c>content</c>) instead of a styled value.</summary>
    public string? ContentType { get; init; }

    public required DocumentNode Node { get; init; }

    public required string Pointer { get; init; }
}
