using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Swagger 2.0: the body is a parameter, and its media types stand in a list beside it.</summary>
internal static class SwaggerBodyReader
{
    /// <summary>Without any list, JSON is what everybody means.</summary>
    private static readonly string[] Json = ["application/json"];

    public static ApiRequestBody? Read(ResolvedNode? parameter, IReadOnlyList<string> consumes)
    {
        if (parameter is null)
            return null;

        return new ApiRequestBody
        {
            Required = parameter.Node["required"]?.AsBoolean ?? false,
            Description = parameter.Node["description"]?.AsString,
            Content = MediaTypes(parameter, consumes),
            Node = parameter.Node,
            Pointer = parameter.Pointer,
            DocumentUri = parameter.DocumentUri,
        };
    }

    /// <summary>A response without a schema has no body (Swagger 2.0, Response Object), whatever the operation produces.</summary>
    public static IReadOnlyList<ApiMediaType> ReadResponse(ResolvedNode response, IReadOnlyList<string> produces)
    {
        if (response.Node["schema"] is null)
            return [];
        ResolvedNode? examples = response.Member("examples");
        return
        [
            .. MediaTypes(response, produces).Select(type => examples?.Members()
                .FirstOrDefault(e => e.Member.Name.Equals(type.Name, StringComparison.OrdinalIgnoreCase)).Value is { } example
                    ? type with { Examples = [ExampleReader.Plain(type.Name, example)] }
                    : type),
        ];
    }

    /// <summary>One media type for each name; all have the one schema of <paramref name="owner"/>.</summary>
    private static ApiMediaType[] MediaTypes(ResolvedNode owner, IReadOnlyList<string> names)
    {
        SchemaReference? schema = ContractReading.Schema(owner.Member("schema"));
        return
        [
            .. (names.Count > 0 ? names : Json).Select(name => new ApiMediaType
            {
                Name = name,
                Schema = schema,
                Node = owner.Node,
                Pointer = owner.Pointer,
                DocumentUri = owner.DocumentUri,
            }),
        ];
    }
}
