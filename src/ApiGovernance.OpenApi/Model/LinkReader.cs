using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads the links of a response.</summary>
internal static class LinkReader
{
    public static IReadOnlyList<ApiLink> Read(ContractReading reading, ResolvedNode? links, string owner)
    {
        if (links is null)
            return [];

        var read = new List<ApiLink>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Object(links, $"'links' of {owner}")?.Members() ?? [])
        {
            if (reading.Object(value, $"The link '{member.Name}' of {owner}") is { } link)
                read.Add(Read(reading, member.Name, value, link, owner));
        }

        return read;
    }

    private static ApiLink Read(ContractReading reading, string name, ResolvedNode written, ResolvedNode link, string owner)
    {
        string? id = link.Node["operationId"]?.AsString;
        string? reference = link.Node["operationRef"]?.AsString;
        if ((id is null) == (reference is null))
        {
            reading.Warning(
                "contract-link",
                $"The link '{name}' of {owner} has {(id is null ? "neither" : "both")} 'operationId' {(id is null ? "nor" : "and")} 'operationRef'.",
                "Name one operation, by the one or the other.",
                link.Member("operationRef") ?? link);
        }

        var parameters = link.Node["parameters"]?.Members ?? [];
        foreach (DocumentNode value in parameters.Select(p => p.Value).Append(link.Node["requestBody"] ?? link.Node))
        {
            if (value.AsString is { } text && text.StartsWith('$') && RuntimeExpression.Parse(text) is null)
            {
                reading.Warning(
                    "contract-runtime-expression",
                    $"'{text}' in the link '{name}' of {owner} is no runtime expression.",
                    "Write an expression such as $response.body#/id or $request.path.id.",
                    link with { Node = value });
            }
        }

        return new ApiLink
        {
            Name = name,
            OperationId = id,
            OperationRef = reference,
            Target = reference is null ? null : reading.Bundle.Resolve(link, reference),
            Description = reading.Text(written, link, "description"),
            Parameters = parameters,
            RequestBody = link.Node["requestBody"],
            Server = link.Member("server") is { } server ? ServerReader.ReadServer(reading, server) : null,
            Node = link.Node,
            Pointer = link.Pointer,
            DocumentUri = link.DocumentUri,
        };
    }
}
