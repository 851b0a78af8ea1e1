namespace ApiGovernance.OpenApi.Model;

/// <summary>How one field of a form or one part of a multipart body is written (OpenAPI 3.1, 4.8.15).</summary>
public sealed record ApiEncoding : ApiObject
{
    /// <summary>The property; empty for the encodings of positions (3.2 <c>prefixEncoding</c>, <c>itemEncoding</c>).</summary>
    public required string Name { get; init; }

    /// <summary>Media types or ranges, one of which the part has; empty when the default of the property's type counts.</summary>
    public required IReadOnlyList<string> ContentTypes { get; init; }

    /// <summary>Headers of a multipart part beside Content-Type.</summary>
    public required IReadOnlyList<ApiHeader> Headers { get; init; }

    public required ParameterStyle Style { get; init; }

    public bool Explode { get; init; }

    public bool AllowReserved { get; init; }

    /// <summary>Style, explode or allowReserved is written; then these count and <see cref="ContentTypes"/> does not.</summary>
    public bool IsStyled { get; init; }

    /// <summary>Encodings of a nested multipart (3.2).</summary>
    public IReadOnlyList<ApiEncoding> Encoding { get; init; } = [];
}
