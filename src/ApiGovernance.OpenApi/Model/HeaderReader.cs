using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads headers of responses and of parts.</summary>
internal static class HeaderReader
{
    public static IReadOnlyList<ApiHeader> Read(ContractReading reading, ResolvedNode? headers, string owner)
    {
        if (headers is null)
            return [];

        var read = new List<ApiHeader>();
        // `X-Rate` is a header, not an extension.
        foreach ((DocumentMember member, ResolvedNode value) in reading.Object(headers, $"'headers' of {owner}")?.Members() ?? [])
        {
            if (reading.Object(value, $"The header '{member.Name}'") is not { } header)
                continue;
            if (reading.Once(header, () => Read(reading, member.Name, header)) is not { } model)
                continue;
            string? description = reading.Text(value, header, "description");
            read.Add(model.Name == member.Name && model.Description == description ? model : model with { Name = member.Name, Description = description });
        }

        return read;
    }

    private static ApiHeader Read(ContractReading reading, string name, ResolvedNode header)
    {
        ApiMediaType? content = reading.IsSwagger ? null : BodyReader.ReadOnly(reading, header.Member("content"), $"the header '{name}'");
        (ParameterStyle style, bool explode) = reading.IsSwagger
            ? ParameterStyles.ReadCollectionFormat(header.Node, ParameterLocation.Header)
            : (ParameterStyle.Simple, header.Node["explode"]?.AsBoolean ?? false);
        return new ApiHeader
        {
            Name = name,
            Required = header.Node["required"]?.AsBoolean ?? false,
            Deprecated = header.Node["deprecated"]?.AsBoolean ?? false,
            Description = header.Node["description"]?.AsString,
            Style = style,
            Explode = explode,
            // Swagger 2.0 writes the schema's keywords into the header itself.
            Schema = reading.IsSwagger ? ContractReading.Schema(header) : ContractReading.Schema(header.Member("schema")) ?? content?.Schema,
            ContentType = content?.Name,
            Examples = ExampleReader.Read(reading, header),
            Node = header.Node,
            Pointer = header.Pointer,
            DocumentUri = header.DocumentUri,
        };
    }
}
