using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads request bodies and the media types of any body (OpenAPI 3.x).</summary>
internal static class BodyReader
{
    public static ApiRequestBody? ReadRequest(ContractReading reading, ResolvedNode? body, string operation)
    {
        if (reading.Object(body, $"The request body of {operation}") is not { } node)
            return null;

        ApiRequestBody? read = reading.Once(node, () => new ApiRequestBody
        {
            Required = node.Node["required"]?.AsBoolean ?? false,
            Description = node.Node["description"]?.AsString,
            Content = ReadContent(reading, node.Member("content"), $"The request body of {operation}"),
            Node = node.Node,
            Pointer = node.Pointer,
            DocumentUri = node.DocumentUri,
        });
        return reading.Text(body!, node, "description") is { } text && read is not null && text != read.Description ? read with { Description = text } : read;
    }

    public static IReadOnlyList<ApiMediaType> ReadContent(ContractReading reading, ResolvedNode? content, string owner)
    {
        if (content is null)
            return [];

        var types = new List<ApiMediaType>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(content, $"'content' of {owner}"))
        {
            if (!IsMediaType(member.Name))
            {
                reading.Warning(
                    "contract-media-type", $"'{member.Name}' in 'content' of {owner} is no media type.", "Write a type such as application/json.", member, value);
            }

            if (reading.Object(value, $"{owner}, '{member.Name}',") is { } type)
                types.Add(Read(reading, member.Name, type, owner));
        }

        return types;
    }

    /// <summary>The one media type of a parameter or a header; of several the first.</summary>
    public static ApiMediaType? ReadOnly(ContractReading reading, ResolvedNode? content, string owner) =>
        ReadContent(reading, content, owner) is [var first, ..] ? first : null;

    private static ApiMediaType Read(ContractReading reading, string name, ResolvedNode type, string owner)
    {
        bool later = reading.Format == ContractFormat.OpenApi32;
        return new ApiMediaType
        {
            Name = name.ToLowerInvariant(),
            Schema = ContractReading.Schema(type.Member("schema")),
            ItemSchema = later ? ContractReading.Schema(type.Member("itemSchema")) : null,
            Encoding = EncodingReader.Read(reading, type, owner),
            PrefixEncoding = later ? EncodingReader.ReadPrefix(reading, type, owner) : [],
            ItemEncoding = later && type.Member("itemEncoding") is { } item ? EncodingReader.Read(reading, "", item, owner) : null,
            Examples = ExampleReader.Read(reading, type),
            Node = type.Node,
            Pointer = type.Pointer,
            DocumentUri = type.DocumentUri,
        };
    }

    // RFC 9110, 8.3.1: type "/" subtype, and a range may have a star for either.
    private static bool IsMediaType(string name)
    {
        string type = name.Split(';')[0].Trim();
        int slash = type.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < type.Length - 1 && type.IndexOf('/', slash + 1) < 0 && !type.Any(char.IsWhiteSpace);
    }
}
