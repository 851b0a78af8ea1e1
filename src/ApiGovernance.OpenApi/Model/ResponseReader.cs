using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads the responses of an operation with their headers.</summary>
internal static class ResponseReader
{
    /// <param name="produces">Media types of responses with a schema (Swagger 2.0 only).</param>
    public static IReadOnlyList<ApiResponse> Read(
        ContractReading reading, ResolvedNode? responses, IReadOnlyList<string> produces, string operation)
    {
        if (reading.Object(responses, $"'responses' of {operation}") is not { } map)
            return [];

        var read = new List<ApiResponse>();
        foreach ((DocumentMember member, ResolvedNode value) in map.Members())
        {
            if (member.Name.StartsWith("x-", StringComparison.Ordinal))
                continue;
            if (Status(member.Name) is not { } status)
            {
                reading.Warning(
                    "contract-response-status",
                    $"{operation} has a response '{member.Name}', which is no status code; it is left out.",
                    "Write a code such as 200, a range such as 4XX, or 'default'.",
                    member,
                    value,
                    operation);
            }
            else if (reading.Object(value, $"The response {status} of {operation}") is { } response)
            {
                read.Add(Read(reading, response, status, produces, operation));
            }
        }

        return read;
    }

    private static ApiResponse Read(
        ContractReading reading, ResolvedNode response, string status, IReadOnlyList<string> produces, string operation)
    {
        string owner = $"The response {status} of {operation}";
        return new ApiResponse
        {
            Status = status,
            Description = response.Node["description"]?.AsString,
            Content = !reading.IsSwagger ? BodyReader.ReadContent(reading, response.Member("content"), owner)
                : response.Node["schema"] is null ? []
                : SwaggerBodyReader.MediaTypes(response, produces),
            Headers = ReadHeaders(reading, response.Member("headers"), owner),
            Node = response.Node,
            Pointer = response.Pointer,
        };
    }

    private static List<ApiHeader> ReadHeaders(ContractReading reading, ResolvedNode? headers, string owner)
    {
        if (reading.Object(headers, $"'headers' of {owner}") is not { } map)
            return [];

        var read = new List<ApiHeader>();
        foreach ((DocumentMember member, ResolvedNode value) in map.Members())
        {
            if (reading.Object(value, $"The header '{member.Name}'") is not { } header)
                continue;
            ResolvedNode? schema = reading.IsSwagger
                ? header
                : header.Member("schema") ?? header.Member("content")?.Members().Select(m => m.Value).FirstOrDefault()?.Member("schema");
            read.Add(new ApiHeader(member.Name, header.Node["required"]?.AsBoolean ?? false, ContractReading.Schema(schema), header.Pointer));
        }

        return read;
    }

    private static string? Status(string key)
    {
        if (key == "default")
            return key;
        if (key.Length != 3 || key[0] is < '1' or > '5')
            return null;
        if (char.IsAsciiDigit(key[1]) && char.IsAsciiDigit(key[2]))
            return key;
        return key[1..] is "XX" or "xx" ? $"{key[0]}XX" : null;
    }
}
