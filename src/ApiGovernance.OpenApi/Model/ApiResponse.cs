namespace ApiGovernance.OpenApi.Model;

public sealed record ApiResponse : ApiObject
{
    /// <summary><c>200</c>, a range <c>2XX</c> (upper case) or <c>default</c>.</summary>
    public required string Status { get; init; }

    public string? Description { get; init; }

    /// <summary>3.2.</summary>
    public string? Summary { get; init; }

    public required IReadOnlyList<ApiMediaType> Content { get; init; }

    public required IReadOnlyList<ApiHeader> Headers { get; init; }

    public IReadOnlyList<ApiLink> Links { get; init; } = [];

    /// <summary>This response (and not a more general one) is meant for a status code: 404 is <c>404</c>, else <c>4XX</c>, else <c>default</c>.</summary>
    /// <returns>2 for the code itself, 1 for its range, 0 for <c>default</c>, -1 for another code.</returns>
    public int Match(int statusCode) => Status switch
    {
        "default" => 0,
        [char first, 'X', 'X'] => statusCode / 100 == first - '0' ? 1 : -1,
        _ => Status == statusCode.ToString(System.Globalization.CultureInfo.InvariantCulture) ? 2 : -1,
    };
}

/// <summary>A header of a response or of a part of a multipart body. Its value is in style <c>simple</c>, or a document of <see cref="ContentType"/>.</summary>
public sealed record ApiHeader : ApiObject
{
    public required string Name { get; init; }

    public bool Required { get; init; }

    public bool Deprecated { get; init; }

    public string? Description { get; init; }

    public ParameterStyle Style { get; init; } = ParameterStyle.Simple;

    public bool Explode { get; init; }

    /// <summary>The value's schema; null when the document gives none.</summary>
    public SchemaReference? Schema { get; init; }

    /// <summary>Set when the value is a document of this media type (<c>content</c>).</summary>
    public string? ContentType { get; init; }

    public IReadOnlyList<ApiExample> Examples { get; init; } = [];

    /// <summary>A response header named Content-Type is ignored (OpenAPI 3.0, 4.7.17).</summary>
    public bool IsIgnored => Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);
}
