using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads a parameter that its operation has named: where it stands, how its value is spelled, which schema it has.</summary>
internal static class ParameterReader
{
    /// <param name="written">The parameter or the reference to it.</param>
    public static ApiParameter? Read(ContractReading reading, ResolvedNode written, ResolvedNode node, string operation)
    {
        ApiParameter? parameter = reading.Once(node, () => Read(reading, node, operation));
        return parameter is not null && reading.Text(written, node, "description") is { } text && text != parameter.Description
            ? parameter with { Description = text }
            : parameter;
    }

    private static ApiParameter? Read(ContractReading reading, ResolvedNode node, string operation)
    {
        if (node.Node["name"]?.AsString is not { Length: > 0 } name)
        {
            reading.Error("contract-parameter", $"A parameter of {operation} has no name, so it is left out.", "Give it a 'name'.", node, operation);
            return null;
        }

        if (Location(reading, node.Node["in"]?.AsString) is not { } location)
        {
            reading.Error(
                "contract-parameter",
                $"The parameter '{name}' of {operation} has no 'in' that can be read, so it is left out.",
                "Write where it stands: path, query, header or cookie.",
                node,
                operation);
            return null;
        }

        ParameterCheck.Run(reading, node, name, location, operation);
        (ParameterStyle style, bool explode) = reading.IsSwagger
            ? ParameterStyles.ReadCollectionFormat(node.Node, location)
            : ParameterStyles.Read(reading, node.Node, location);
        ApiMediaType? content = reading.IsSwagger ? null : BodyReader.ReadOnly(reading, node.Member("content"), $"the parameter '{name}'");
        return new ApiParameter
        {
            Name = name,
            In = location,
            // A path without the segment is another path, whatever the document says.
            Required = location == ParameterLocation.Path || (node.Node["required"]?.AsBoolean ?? false),
            Deprecated = node.Node["deprecated"]?.AsBoolean ?? false,
            Description = node.Node["description"]?.AsString,
            Style = style,
            Explode = explode,
            AllowReserved = node.Node["allowReserved"]?.AsBoolean ?? false,
            AllowEmptyValue = node.Node["allowEmptyValue"]?.AsBoolean ?? false,
            // Swagger 2.0 writes the schema's keywords into the parameter itself.
            Schema = reading.IsSwagger ? ContractReading.Schema(node) : content?.Schema ?? ContractReading.Schema(node.Member("schema")),
            ContentType = content?.Name,
            Content = content,
            IsFile = location == ParameterLocation.Form && node.Node["type"]?.AsString == "file",
            Examples = ExampleReader.Read(reading, node),
            Node = node.Node,
            Pointer = node.Pointer,
            DocumentUri = node.DocumentUri,
        };
    }

    private static ParameterLocation? Location(ContractReading reading, string? text) => text switch
    {
        "path" => ParameterLocation.Path,
        "query" => ParameterLocation.Query,
        "querystring" when reading.Format == ContractFormat.OpenApi32 => ParameterLocation.QueryString,
        "header" => ParameterLocation.Header,
        "cookie" when !reading.IsSwagger => ParameterLocation.Cookie,
        "formData" when reading.IsSwagger => ParameterLocation.Form,
        _ => null,
    };
}
