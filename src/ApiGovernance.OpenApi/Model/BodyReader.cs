using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads request bodies and the media types of any body (OpenAPI 3.x).</summary>
internal static class BodyReader
{
    public static ApiRequestBody? ReadRequest(ContractReading reading, ResolvedNode? body, string operation)
    {
        if (reading.Object(body, $"The request body of {operation}") is not { } node)
            return null;

        return new ApiRequestBody
        {
            Required = node.Node["required"]?.AsBoolean ?? false,
            Content = ReadContent(reading, node.Member("content"), $"The request body of {operation}"),
            Node = node.Node,
            Pointer = node.Pointer,
        };
    }

    public static IReadOnlyList<ApiMediaType> ReadContent(ContractReading reading, ResolvedNode? content, string owner)
    {
        if (reading.Object(content, $"'content' of {owner}") is not { } map)
            return [];

        var types = new List<ApiMediaType>();
        foreach ((DocumentMember member, ResolvedNode value) in map.Members())
        {
            if (member.Name.StartsWith("x-", StringComparison.Ordinal) || reading.Object(value, $"{owner}, '{member.Name}',") is not { } type)
                continue;
            types.Add(new ApiMediaType
            {
                Name = member.Name.ToLowerInvariant(),
                Schema = ContractReading.Schema(type.Member("schema")),
                Node = type.Node,
                Pointer = type.Pointer,
            });
        }

        return types;
    }
}
