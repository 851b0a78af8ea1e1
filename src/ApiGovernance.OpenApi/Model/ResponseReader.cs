using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads the responses of an operation with their headers.</summary>
internal static class ResponseReader
{
    /// <param name="produces">Media types of responses with a schema (Swagger 2.0 only).</param>
    public static IReadOnlyList<ApiResponse> Read(
        ContractReading reading, ResolvedNode? responses, IReadOnlyList<string> produces, string operation)
    {
        var read = new List<ApiResponse>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(responses, $"'responses' of {operation}"))
        {
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
                if (Read(reading, value, response, status, produces, operation) is { } model)
                    read.Add(model);
            }
        }

        return read;
    }

    private static ApiResponse? Read(
        ContractReading reading, ResolvedNode written, ResolvedNode response, string status, IReadOnlyList<string> produces, string operation)
    {
        string owner = $"The response {status} of {operation}";
        // In 2.0 the media types depend on the operation.
        ApiResponse? read = reading.IsSwagger
            ? Read(reading, response, status, owner) with { Content = SwaggerBodyReader.ReadResponse(response, produces) }
            : reading.Once(response, () => Read(reading, response, status, owner));
        string? description = reading.Text(written, response, "description");
        string? summary = reading.Format == ContractFormat.OpenApi32 ? reading.Text(written, response, "summary") : null;
        return read is null || (read.Status == status && read.Description == description && read.Summary == summary)
            ? read
            : read with { Status = status, Description = description, Summary = summary };
    }

    private static ApiResponse Read(ContractReading reading, ResolvedNode response, string status, string owner) => new()
    {
        Status = status,
        Description = response.Node["description"]?.AsString,
        Summary = reading.Format == ContractFormat.OpenApi32 ? response.Node["summary"]?.AsString : null,
        Content = reading.IsSwagger ? [] : BodyReader.ReadContent(reading, response.Member("content"), owner),
        Headers = HeaderReader.Read(reading, response.Member("headers"), owner),
        Links = reading.IsSwagger ? [] : LinkReader.Read(reading, response.Member("links"), owner),
        Node = response.Node,
        Pointer = response.Pointer,
        DocumentUri = response.DocumentUri,
    };

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
