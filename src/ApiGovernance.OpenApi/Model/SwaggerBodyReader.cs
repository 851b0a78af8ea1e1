using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Swagger 2.0: the body is a parameter, and its media types stand in a list beside it.</summary>
internal static class SwaggerBodyReader
{
    public static ApiRequestBody? Read(ResolvedNode? parameter, IReadOnlyList<string> consumes)
    {
        if (parameter is null)
            return null;

        return new ApiRequestBody
        {
            Required = parameter.Node["required"]?.AsBoolean ?? false,
            Content = MediaTypes(parameter, consumes),
            Node = parameter.Node,
            Pointer = parameter.Pointer,
        };
    }

    /// <summary>One media type for each name; all have the one schema of <paramref name="owner"/>.</summary>
    public static IReadOnlyList<ApiMediaType> MediaTypes(ResolvedNode owner, IReadOnlyList<string> names)
    {
        SchemaReference? schema = ContractReading.Schema(owner.Member("schema"));
        return
        [
            .. names.Select(name => new ApiMediaType
            {
                Name = name.ToLowerInvariant(),
                Schema = schema,
                Node = owner.Node,
                Pointer = owner.Pointer,
            }),
        ];
    }
}
