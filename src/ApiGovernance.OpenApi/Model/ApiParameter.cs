namespace ApiGovernance.OpenApi.Model;

public enum ParameterLocation
{
    Path,
    Query,
    Header,
    Cookie,

    /// <summary>A field of a form body (Swagger 2.0 <c>formData</c>); 3.x forms are request bodies.</summary>
    Form,

    /// <summary>The whole query string is one value, whose media type says how to read it (3.2).</summary>
    QueryString,
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

    /// <summary>As <see cref="Form"/>, but joined by <c>; </c> and never percent-encoded (3.2, cookies).</summary>
    Cookie,
}

public sealed record ApiParameter : ApiObject
{
    public required string Name { get; init; }

    public required ParameterLocation In { get; init; }

    public bool Required { get; init; }

    public bool Deprecated { get; init; }

    public string? Description { get; init; }

    public required ParameterStyle Style { get; init; }

    public bool Explode { get; init; }

    public bool AllowReserved { get; init; }

    /// <summary>Swagger 2.0 and 3.0: an empty value is fine.</summary>
    public bool AllowEmptyValue { get; init; }

    /// <summary>The value's schema; null when the document gives none (then any value is fine).</summary>
    public SchemaReference? Schema { get; init; }

    /// <summary>Set when the value is a document of this media type (<c>content</c>) instead of a styled value.</summary>
    public string? ContentType { get; init; }

    /// <summary>The media type of <see cref="ContentType"/> with its schema, encoding and examples.</summary>
    public ApiMediaType? Content { get; init; }

    /// <summary>A file in a form (Swagger 2.0 <c>type: file</c>).</summary>
    public bool IsFile { get; init; }

    public IReadOnlyList<ApiExample> Examples { get; init; } = [];

    /// <summary>Header parameters of these names are ignored (OpenAPI 3.1, 4.8.12.2): bodies and security say what they say.</summary>
    public bool IsIgnored => In == ParameterLocation.Header
        && (Name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
            || Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            || Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
}
