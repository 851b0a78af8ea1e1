namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>Where a parameter stands.</summary>
public enum ParameterIn
{
    /// <summary>In the path, at a name of the template.</summary>
    Path,

    /// <summary>In the query, under its name.</summary>
    Query,

    /// <summary>OpenAPI 3.2: the whole query is the value; <see cref="ParameterDescription.ContentType"/> says how it is read.</summary>
    QueryString,

    /// <summary>A header field; its name has no case.</summary>
    Header,

    /// <summary>A cookie; its name has case.</summary>
    Cookie,
}

/// <summary>How a value is spelled (OpenAPI 3.2, 4.12.3; RFC 6570); 2.0's <c>collectionFormat</c> is mapped to it.</summary>
public enum SerializationStyle
{
    /// <summary>RFC 6570, 3.2.2: <c>a,b</c>; <c>k,v</c>, exploded <c>k=v</c>. Swagger 2.0 <c>csv</c> in a path or a header.</summary>
    Simple,

    /// <summary>RFC 6570, 3.2.5: <c>.a,b</c>, exploded <c>.a.b</c>.</summary>
    Label,

    /// <summary>RFC 6570, 3.2.7: <c>;n=a,b</c>, exploded <c>;n=a;n=b</c>.</summary>
    Matrix,

    /// <summary>RFC 6570, 3.2.8: <c>n=a,b</c>, exploded <c>n=a&amp;n=b</c>. Swagger 2.0 <c>csv</c>, exploded <c>multi</c>.</summary>
    Form,

    /// <summary><c>n=a%20b</c>, also with <c>+</c>. Swagger 2.0 <c>ssv</c>.</summary>
    SpaceDelimited,

    /// <summary><c>n=a%7Cb</c>, also with <c>|</c>. Swagger 2.0 <c>pipes</c>.</summary>
    PipeDelimited,

    /// <summary><c>n=a%09b</c>. Swagger 2.0 <c>tsv</c>.</summary>
    TabDelimited,

    /// <summary><c>n[k]=v</c>; deeper levels and arrays as <c>n[k][l]=v</c>, <c>n[k][]=v</c>, <c>n[k][0]=v</c> or repeated.</summary>
    DeepObject,

    /// <summary>OpenAPI 3.2: as in a Cookie field, nothing is percent-encoded; exploded <c>n=a; n=b</c>.</summary>
    Cookie,
}

/// <summary>What to do with query parameters that are not declared.</summary>
public enum UndeclaredParameters
{
    /// <summary>They pass unseen.</summary>
    Ignore,

    /// <summary>They pass; <see cref="ParameterSet.HasUndeclared"/> tells that there are any.</summary>
    Detect,

    /// <summary>They are errors.</summary>
    Prevent,
}

/// <summary>One declared parameter. The defaults of a contract (style by place, explode by style) are already applied.</summary>
public sealed record ParameterDescription
{
    /// <summary>The name as declared, not encoded.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required ParameterIn In { get; init; }

    /// <summary>Whether a request without it is in error.</summary>
    public bool Required { get; init; }

    /// <summary>How it is spelled; without meaning where <see cref="ContentType"/> is given.</summary>
    public SerializationStyle Style { get; init; }

    /// <summary>Whether each item or property is spelled on its own.</summary>
    public bool Explode { get; init; }

    /// <summary>Reserved characters are not percent-encoded; for a reader: <c>+</c> in a query is a plus, not a space.</summary>
    public bool AllowReserved { get; init; }

    /// <summary>An empty value in a query is fine whatever the schema says (Swagger 2.0, OpenAPI 3.0).</summary>
    public bool AllowEmptyValue { get; init; }

    /// <summary>Null where any value will do.</summary>
    public CompiledSchema? Schema { get; init; }

    /// <summary>The media type of a value that is a document of its own (<c>content</c>); null for a styled value.</summary>
    public string? ContentType { get; init; }
}
