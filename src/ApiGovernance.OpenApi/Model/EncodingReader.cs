using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads how the fields of a form and the parts of a multipart body are written.</summary>
internal static class EncodingReader
{
    // A nested multipart in a nested multipart ... (3.2): deeper than any honest body.
    private const int MaxNesting = 16;

    public static IReadOnlyList<ApiEncoding> Read(ContractReading reading, ResolvedNode owner, string what, int nesting = 0)
    {
        if (owner.Member("encoding") is not { } encodings || nesting > MaxNesting)
            return [];

        var read = new List<ApiEncoding>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Object(encodings, $"'encoding' of {what}")?.Members() ?? [])
        {
            if (Read(reading, member.Name, value, what, nesting) is not { } encoding)
                continue;
            read.Add(encoding);
            if (nesting == 0)
                CheckProperty(reading, owner, member, value, what);
        }

        return read;
    }

    public static IReadOnlyList<ApiEncoding> ReadPrefix(ContractReading reading, ResolvedNode owner, string what) =>
        [.. owner.Member("prefixEncoding")?.Items().Select(item => Read(reading, "", item, what)).OfType<ApiEncoding>() ?? []];

    public static ApiEncoding? Read(ContractReading reading, string name, ResolvedNode written, string what, int nesting = 0)
    {
        if (reading.Object(written, $"The encoding '{name}' of {what}") is not { } encoding)
            return null;
        (ParameterStyle style, bool explode) = ParameterStyles.Read(reading, encoding.Node, ParameterLocation.Query);
        return new ApiEncoding
        {
            Name = name,
            ContentTypes = [.. (encoding.Node["contentType"]?.AsString ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            Headers = HeaderReader.Read(reading, encoding.Member("headers"), $"the encoding '{name}' of {what}"),
            Style = style,
            Explode = explode,
            AllowReserved = encoding.Node["allowReserved"]?.AsBoolean ?? false,
            IsStyled = encoding.Node["style"] is not null || encoding.Node["explode"] is not null || encoding.Node["allowReserved"] is not null,
            Encoding = reading.Format == ContractFormat.OpenApi32 ? Read(reading, encoding, what, nesting + 1) : [],
            Node = encoding.Node,
            Pointer = encoding.Pointer,
            DocumentUri = encoding.DocumentUri,
        };
    }

    // OpenAPI 3.1, 4.8.14: the key is a property of the schema. Where the schema is put together from others nobody can be sure.
    private static void CheckProperty(ContractReading reading, ResolvedNode owner, DocumentMember member, ResolvedNode value, string what)
    {
        ResolvedNode? schema = reading.Follow(owner.Member("schema"));
        if (schema?.Node["properties"] is not { IsObject: true } properties || properties[member.Name] is not null)
            return;
        if (schema.Node["allOf"] is null && schema.Node["anyOf"] is null && schema.Node["oneOf"] is null && schema.Node["$ref"] is null)
        {
            reading.Warning(
                "contract-encoding",
                $"'encoding' of {what} names '{member.Name}', which is no property of the schema; it is ignored.",
                "Correct the name or remove the entry.",
                member,
                value);
        }
    }
}
