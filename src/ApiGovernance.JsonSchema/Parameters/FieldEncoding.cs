namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>How one field of a form is spelled: the Encoding Object of OpenAPI, or the parameter of Swagger 2.0's <c>formData</c>.</summary>
public sealed record FieldEncoding
{
    /// <summary>The property's name.</summary>
    public required string Name { get; init; }

    /// <summary>The media types and ranges the field may have; empty for the default: JSON for objects, else text or a file.</summary>
    public IReadOnlyList<string> ContentTypes { get; init; } = [];

    /// <summary>How the field is spelled in <c>application/x-www-form-urlencoded</c>; null where the content type decides.</summary>
    public SerializationStyle? Style { get; init; }

    /// <summary>Whether each item or property is a field of its own.</summary>
    public bool Explode { get; init; } = true;

    /// <summary>As <see cref="ParameterDescription.AllowReserved"/>.</summary>
    public bool AllowReserved { get; init; }

    /// <summary>An empty value is fine whatever the schema says (Swagger 2.0).</summary>
    public bool AllowEmptyValue { get; init; }

    /// <summary>Header fields of a part of <c>multipart/form-data</c>; null for none declared.</summary>
    public ParameterSet? Headers { get; init; }
}

/// <summary>One part of a body of type <c>multipart/form-data</c> (RFC 7578), its transfer encoding undone.</summary>
/// <param name="Name">The name of its Content-Disposition.</param>
/// <param name="FileName">The file name there; null for a plain field.</param>
/// <param name="ContentType">Its Content-Type; null when it names none.</param>
/// <param name="Content">The part's octets.</param>
public sealed record FormPart(string Name, string? FileName, string? ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The part's header fields; names have no case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
